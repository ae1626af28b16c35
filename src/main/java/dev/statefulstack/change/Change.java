package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.yaml.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Kubernetes will do when the manifests of one version are applied over those of another. */
public final class Change {
    private final List<Verdict> verdicts;
    private final String hint;

    private Change(List<Verdict> verdicts, String hint) {
        this.verdicts = List.copyOf(verdicts);
        this.hint = hint;
    }

    /**
     * Compares two versions.
     *
     * @param systems what knows the members of each system
     * @param from the cluster's version that the old manifests run on
     * @param to the cluster's version that the new ones are applied to
     * @throws UnusableInputException if the two have no object in common
     */
    public static Change between(
            Snapshot before, Snapshot after, List<SystemRules> systems, KubernetesVersion from, KubernetesVersion to) {
        List<Pair> pairs = Matching.of(before.documents(), after.documents());
        Versions versions = new Versions(before.documents(), after.documents(), pairs, to);
        Verdicts verdicts = new Verdicts();
        List<SetPair> rolling = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.before() != null && pair.after() != null) {
                kept(pair, pair.before(), pair.after(), versions, systems, verdicts, rolling);
            }
        }
        new GoneChange(versions, verdicts).look();
        refuseUnrelated(before, after, pairs, verdicts);
        rolling.sort(Comparator.comparing(set -> Matching.key(set.pair().document())));
        TogetherChange.look(versions, rolling, verdicts);
        BudgetChange.look(versions, verdicts);
        new ClusterUpgrade(versions, from, verdicts).look();
        for (SystemRules system : systems) {
            system.look(versions, verdicts);
        }
        List<Verdict> sorted = new ArrayList<>(verdicts.all());
        sorted.sort(Comparator.comparing(Verdict::effect).thenComparing(Verdict::severity));
        return new Change(sorted, hint(before, after));
    }

    /** The rules that verdicts of no particular system name. */
    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(CommonRules.ALL);
        rules.addAll(StatefulSetChange.RULES);
        rules.addAll(TemplateChange.RULES);
        rules.addAll(DataRisks.RULES);
        rules.addAll(ScaleChange.RULES);
        rules.addAll(ServiceChange.RULES);
        rules.addAll(ConfigChange.RULES);
        rules.addAll(ClaimChange.RULES);
        rules.addAll(WorkloadChange.RULES);
        rules.addAll(OtherChange.RULES);
        rules.addAll(BudgetChange.RULES);
        rules.addAll(GoneChange.RULES);
        rules.addAll(TogetherChange.RULES);
        rules.addAll(ClusterUpgrade.RULES);
        return rules;
    }

    private static void kept(
            Pair pair,
            Document before,
            Document after,
            Versions versions,
            List<SystemRules> systems,
            Verdicts verdicts,
            List<SetPair> rolling) {
        Subject subject = new Subject(pair, Comparison.of(Defaults.of(before), Defaults.of(after)), versions, verdicts);
        if (subject.differences().isEmpty()) {
            return;
        }
        List<Difference> metadata = subject.below("metadata");
        if (!metadata.isEmpty()) {
            StringJoiner paths = new StringJoiner("\n");
            for (Difference difference : metadata) {
                paths.add(difference.path(1) + ": " + difference.values());
            }
            Spot spot = metadata.get(0).at(pair);
            verdicts.add(
                    Effect.NOTHING,
                    CommonRules.METADATA,
                    new Spot(pair, "metadata", spot.before(), spot.after()),
                    paths.toString());
        }
        switch (pair.kind()) {
            case "StatefulSet" -> {
                SetPair set = new SetPair(pair, new Workload(before), new Workload(after));
                new StatefulSetChange(subject, set).look();
                ScaleChange.look(subject, set, systems);
                TemplateChange.look(subject, set);
                new DataRisks(subject, set, isJudged(set, systems)).look();
                boolean rolls = !subject.below("spec", "template").isEmpty() && !Rollout.isOnDelete(set.after());
                if (rolls
                        && !Rollout.of(set.before(), set.after(), versions.kubernetes())
                                .pods()
                                .isEmpty()) {
                    rolling.add(set);
                }
            }
            case "Deployment", "DaemonSet", "Job", "CronJob" -> new WorkloadChange(subject, after).look();
            case "Service" -> new ServiceChange(subject, before, after).look();
            case "ConfigMap", "Secret" -> new ConfigChange(subject).look();
            case "PersistentVolumeClaim" -> ClaimChange.look(subject);
            default -> OtherChange.look(subject);
        }
    }

    private static boolean isJudged(SetPair set, List<SystemRules> systems) {
        for (SystemRules system : systems) {
            if (system.judgesImages() && system.owns(set.after())) {
                return true;
            }
        }
        return false;
    }

    /** Two folders without a common object, and without a set that was only renamed, are a slip of the hand. */
    private static void refuseUnrelated(Snapshot before, Snapshot after, List<Pair> pairs, Verdicts verdicts) {
        boolean related = before.documents().isEmpty() || after.documents().isEmpty();
        for (Pair pair : pairs) {
            related |= pair.isKept();
        }
        for (Verdict verdict : verdicts.all()) {
            related |= verdict.id().equals("sts-renamed");
        }
        if (!related) {
            throw new UnusableInputException("no object is in both versions\n  " + before.name() + " has "
                    + objects(before) + "\n  " + after.name() + " has " + objects(after)
                    + "\n  give two versions of the same manifests, the old one first");
        }
    }

    private static String objects(Snapshot snapshot) {
        TreeSet<String> names = new TreeSet<>();
        for (Document document : snapshot.documents()) {
            names.add(document.toString());
        }
        List<String> first = new ArrayList<>(names).subList(0, Math.min(3, names.size()));
        return String.join(", ", first) + (names.size() > first.size() ? ", ..." : "");
    }

    private static String hint(Snapshot before, Snapshot after) {
        return after.isRevision() && !before.isRevision()
                ? "note: the new version is a commit and the old one are files: this shows the way back to "
                        + after.name() + "; for the way forward, swap them"
                : "";
    }

    /** All verdicts, the worst effect first; within one effect, errors first, then in the order of the manifests. */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** A word of caution about how the versions were given; empty where there is none. */
    public String hint() {
        return hint;
    }

    /** Whether there is a verdict of one of the effects that no annotation allows. */
    public boolean has(Collection<Effect> effects) {
        for (Verdict verdict : verdicts) {
            if (effects.contains(verdict.effect()) && verdict.allowed().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** One line: {@code 1 rejected, 1 rolls 3 pods, 4 in place}. */
    public String summary() {
        return TextReport.summary(verdicts);
    }

    /** The report for people: by object, worst first, with the summary as its last line. */
    public String text() {
        return TextReport.of(verdicts);
    }

    /** The report for programs, one JSON object that ends in a line feed. */
    public String json() {
        return Json.write(JsonReport.of(this));
    }

    /**
     * The reports on several environments for programs, one JSON object that ends in a line feed.
     *
     * @param changes by the names of the environments, in their order
     */
    public static String json(Map<String, Change> changes) {
        List<Object> environments = new ArrayList<>();
        for (Map.Entry<String, Change> environment : changes.entrySet()) {
            Map<String, @Nullable Object> report = Json.object("environment", environment.getKey());
            report.putAll(JsonReport.of(environment.getValue()));
            environments.add(report);
        }
        return Json.write(Json.object("environments", environments));
    }
}
