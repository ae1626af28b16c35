package dev.statefulstack.check;

import dev.statefulstack.plan.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All checks of manifests. */
public final class Checks {
    /** What one document can get wrong by itself, and an option of a stack as well as anybody's YAML. */
    private static final List<SharedCheck> SINGLE = List.of(
            new ObjectNames(),
            new Ports(),
            new Amounts(),
            new EnvVariables(),
            new PodTemplates(),
            new ProbeCommands(),
            new EnvSources());

    /** What only shows when documents are seen together. */
    private static final List<SharedCheck> ACROSS = List.of(
            new DuplicateObjects(), new ServiceWiring(), new PeerAddresses(), new SelectorOverlap(), new ClaimNames());

    /** What no option can break, so that a stack needs it only when its objects were edited. */
    private static final class Rest {
        private static final List<SharedCheck> ALL = List.of(
                new HeadlessServices(),
                new HeadlessBackends(),
                new GrpcTargets(),
                new ServiceRules(),
                new ServiceTargets(),
                new ServiceLinks(),
                new Commands(),
                new Quorum(),
                new Rollout(),
                new Budgets(),
                new Readiness(),
                new ClaimRules(),
                new Scheduling(),
                new Security(),
                new Sizes(),
                new RequiredFields());

        private Rest() {}
    }

    private Checks() {}

    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (SharedCheck check : SINGLE) {
            rules.addAll(check.rules());
        }
        for (SharedCheck check : ACROSS) {
            rules.addAll(check.rules());
        }
        for (SharedCheck check : Rest.ALL) {
            rules.addAll(check.rules());
        }
        return rules;
    }

    /** All that options of a stack can break. */
    public static void run(List<Document> documents, Report report) {
        Inventory all = new Inventory(documents, null);
        look(SINGLE, all, report);
        look(ACROSS, all, report);
    }

    /** What {@link #run} leaves out: no option can break it, but edits and other authors can. */
    public static void runRest(List<Document> documents, Report report) {
        look(Rest.ALL, new Inventory(documents, null), report);
    }

    /**
     * All checks, for manifests of unknown origin.
     *
     * @param version the oldest Kubernetes that they are for; null where nobody says, and then no rule asks
     */
    public static void runAll(List<Document> documents, @Nullable KubernetesVersion version, Report report) {
        Inventory all = new Inventory(documents, version);
        look(SINGLE, all, report);
        look(ACROSS, all, report);
        look(Rest.ALL, all, report);
    }

    /** Only what shows when documents are seen together, for those that have passed the rest. */
    public static void runAcross(List<Document> documents, Report report) {
        look(ACROSS, new Inventory(documents, null), report);
    }

    private static void look(List<SharedCheck> checks, Inventory all, Report report) {
        for (SharedCheck check : checks) {
            check.look(all, report);
        }
    }
}
