package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        // By label, so that a fleet does not cost the square of its size.
        Map<String, List<Workload>> byLabel = new HashMap<>();
        for (Workload workload : workloads) {
            for (Map.Entry<String, String> label : workload.podLabels().entrySet()) {
                byLabel.computeIfAbsent(key(workload, label), k -> new ArrayList<>())
                        .add(workload);
            }
        }
        for (Workload workload : workloads) {
            if (!workload.hasSelectorExpressions()) {
                look(workload, byLabel, report);
            }
        }
    }

    private static void look(Workload workload, Map<String, List<Workload>> byLabel, Report report) {
        List<Workload> candidates = List.of();
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, String> label : workload.selector().entrySet()) {
            List<Workload> some = byLabel.getOrDefault(key(workload, label), List.of());
            if (some.size() < fewest) {
                fewest = some.size();
                candidates = some;
            }
        }
        for (Workload other : candidates) {
            // Two objects of one name are another finding.
            if (!other.document().toString().equals(workload.document().toString())
                    && Workload.selects(workload.selector(), other.podLabels())) {
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

    private static String key(Workload workload, Map.Entry<String, String> label) {
        return workload.namespace() + "/" + label.getKey() + "=" + label.getValue();
    }
}
