package dev.statefulstack.check;

import java.util.List;

final class SelectorOverlap implements Check {
    private static final Rule OVERLAP = Rule.error(
            "sts-selector-overlap",
            "Services, budgets and controllers of one would count the pods of the other",
            "pkg/controller/statefulset/stateful_set.go getPodsForStatefulSet");

    @Override
    public List<Rule> rules() {
        return List.of(OVERLAP);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        List<Workload> workloads = Workload.in(documents);
        if (workloads.size() < 2) {
            return;
        }
        PodIndex pods = new PodIndex(workloads);
        for (Workload workload : workloads) {
            if (!workload.hasSelectorExpressions()) {
                look(workload, pods, report);
            }
        }
    }

    private static void look(Workload workload, PodIndex pods, Report report) {
        for (Workload other : pods.selectedBy(workload.namespace(), workload.selector())) {
            // Two objects of one name are another finding.
            if (!other.document().toString().equals(workload.document().toString())) {
                workload.document()
                        .report(
                                report,
                                OVERLAP,
                                "spec.selector",
                                workload.selector() + " selects the pods of " + other.document() + " too",
                                "give the stacks different names, or put them into different namespaces");
            }
        }
    }
}
