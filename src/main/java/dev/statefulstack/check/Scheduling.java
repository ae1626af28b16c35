package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.List;

/** On which nodes members may meet. */
final class Scheduling implements SharedCheck {
    private static final Rule MISSES_SELF = Rule.warning(
            "spread-selector-misses-self",
            "the rule counts none of the pods that it stands in, so it never applies",
            "pkg/api/pod/warnings.go; kube-scheduler PodTopologySpread");
    private static final Rule NO_SPREAD = Rule.info(
            "no-spread",
            "members may share a node, but for the scheduler's weak default, and go with it together",
            "kube-scheduler PodTopologySpread: default constraints");

    @Override
    public List<Rule> rules() {
        return List.of(MISSES_SELF, NO_SPREAD);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            List<MapNode> constraints = Nodes.maps(workload.template(), "spec", "topologySpreadConstraints");
            for (MapNode constraint : constraints) {
                spread(workload, constraint, report);
            }
            Node apart = Nodes.find(workload.template(), "spec", "affinity", "podAntiAffinity");
            if (apart != null) {
                apart(workload, apart, report);
            }
            if (workload.isStatefulSet() && workload.replicas() > 1 && constraints.isEmpty() && apart == null) {
                workload.document()
                        .report(
                                report,
                                NO_SPREAD,
                                "spec.template.spec",
                                "nothing keeps the " + workload.replicas() + " pods of " + workload.name() + " apart",
                                "add topologySpreadConstraints or podAntiAffinity with the set's own labels");
            }
        }
    }

    private static void spread(Workload workload, MapNode constraint, Report report) {
        Node selector = constraint.get("labelSelector");
        boolean legible = selector == null || Nodes.find(selector, "matchExpressions") == null;
        if (legible
                && (selector == null
                        || !workload.podLabels()
                                .entrySet()
                                .containsAll(
                                        Nodes.strings(selector, "matchLabels").entrySet()))) {
            workload.document()
                    .report(
                            report,
                            MISSES_SELF,
                            selector == null ? constraint : selector,
                            "spec.template.spec.topologySpreadConstraints",
                            selector == null
                                    ? "the constraint has no labelSelector"
                                    : "it counts pods with " + Nodes.strings(selector, "matchLabels")
                                            + ", and these have " + workload.podLabels(),
                            "use labels of the pods themselves");
        }
    }

    /** A rule about other pods is as good as one about a pod's own; one without a selector is about none. */
    private static void apart(Workload workload, Node apart, Report report) {
        for (MapNode term : Nodes.maps(apart, "requiredDuringSchedulingIgnoredDuringExecution")) {
            term(workload, term, report);
        }
        for (MapNode weighted : Nodes.maps(apart, "preferredDuringSchedulingIgnoredDuringExecution")) {
            if (weighted.get("podAffinityTerm") instanceof MapNode term) {
                term(workload, term, report);
            }
        }
    }

    private static void term(Workload workload, MapNode term, Report report) {
        if (term.get("labelSelector") == null) {
            workload.document()
                    .report(
                            report,
                            MISSES_SELF,
                            term,
                            "spec.template.spec.affinity.podAntiAffinity",
                            "the rule has no labelSelector",
                            "use labels of the pods themselves");
        }
    }
}
