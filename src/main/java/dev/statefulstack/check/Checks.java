package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.List;

/** All checks of manifests. */
public final class Checks {
    /** What one document can get wrong by itself. */
    private static final List<Check> SINGLE = List.of(
            new ObjectNames(),
            new Ports(),
            new Amounts(),
            new EnvVariables(),
            new PodTemplates(),
            new ProbeCommands(),
            new HeadlessServices());

    /** What only shows when documents are seen together. */
    private static final List<Check> ACROSS = List.of(
            new DuplicateObjects(),
            new ServiceWiring(),
            new PeerAddresses(),
            new SelectorOverlap(),
            new ClaimNames(),
            new HeadlessBackends(),
            new GrpcTargets());

    private Checks() {}

    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Check check : SINGLE) {
            rules.addAll(check.rules());
        }
        for (Check check : ACROSS) {
            rules.addAll(check.rules());
        }
        return rules;
    }

    public static void run(List<Document> documents, Report report) {
        for (Check check : SINGLE) {
            check.look(documents, report);
        }
        runAcross(documents, report);
    }

    /** Only what shows when documents are seen together, for those that have passed the rest. */
    public static void runAcross(List<Document> documents, Report report) {
        for (Check check : ACROSS) {
            check.look(documents, report);
        }
    }
}
