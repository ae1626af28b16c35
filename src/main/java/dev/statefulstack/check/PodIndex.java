package dev.statefulstack.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds workloads by the labels of their pods, so that a fleet does not cost the square of its size. */
final class PodIndex {
    private final Map<String, List<Workload>> byLabel = new HashMap<>();

    PodIndex(List<Workload> workloads) {
        for (Workload workload : workloads) {
            for (Map.Entry<String, String> label : workload.podLabels().entrySet()) {
                byLabel.computeIfAbsent(key(workload.namespace(), label), k -> new ArrayList<>())
                        .add(workload);
            }
        }
    }

    /** The workloads in the namespace whose pods have all these labels; none for no labels. */
    List<Workload> selectedBy(String namespace, Map<String, String> selector) {
        List<Workload> candidates = List.of();
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, String> label : selector.entrySet()) {
            List<Workload> some = byLabel.getOrDefault(key(namespace, label), List.of());
            if (some.size() < fewest) {
                fewest = some.size();
                candidates = some;
            }
        }
        List<Workload> selected = new ArrayList<>();
        for (Workload candidate : candidates) {
            if (Workload.selects(selector, candidate.podLabels())) {
                selected.add(candidate);
            }
        }
        return selected;
    }

    private static String key(String namespace, Map.Entry<String, String> label) {
        return namespace + "/" + label.getKey() + "=" + label.getValue();
    }
}
