package dev.statefulstack.check;

import java.util.List;

final class SelectorOverlap implements SharedCheck {
    private static final Rule OVERLAP = Rule.error(
                    "sts-selector-overlap",
                    "Services, budgets and controllers of one would count the pods of the other",
                    "pkg/controller/statefulset/stateful_set.go getPodsForStatefulSet")
            .ofStacks("give the stacks different names, or put them into different namespaces");

    @Override
    public List<Rule> rules() {
        return List.of(OVERLAP);
    }

    @Override
    public void look(Inventory all, Report report) {
        List<Workload> workloads = all.workloads();
        if (workloads.size() < 2) {
            return;
        }
        PodIndex pods = all.pods();
        for (Workload workload : workloads) {
            if (!workload.hasSelectorExpressions() && !workload.isWithoutSelector()) {
                look(workload, pods, report);
            }
        }
    }

    private static void look(Workload workload, PodIndex pods, Report report) {
        for (Workload other : pods.selectedBy(workload.namespace(), workload.selector())) {
            // Two objects of one name are another finding.
            if (!other.document().toString().equals(workload.document().toString())
                    && !isTask(other)
                    && !isVariant(workload, other)) {
                workload.document()
                        .report(
                                report,
                                // Of other people's controllers each takes care of the pods that it owns.
                                workload.document().isRead() ? OVERLAP.as(Severity.WARNING) : OVERLAP,
                                "spec.selector",
                                workload.selector() + " selects the pods of " + other.document() + " too",
                                "give the pods of each a label of their own, and select them by it");
            }
        }
    }

    /** Of one name in two files, as Deployment and as StatefulSet, only one is applied. */
    private static boolean isVariant(Workload workload, Workload other) {
        return other.document().isRead()
                && other.name().equals(workload.name())
                && !other.document()
                        .root()
                        .position()
                        .file()
                        .equals(workload.document().root().position().file());
    }

    /** Pods of other people's Jobs often carry a release's labels, and a Pod may be the workload's own. */
    private static boolean isTask(Workload other) {
        return other.document().isRead() && other.isWithoutSelector();
    }
}
