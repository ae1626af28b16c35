package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds workloads by the labels of their pods, so that a fleet does not cost the square of its size. */
final class PodIndex {
    /** Labels that controllers give to pods. A selector may use them: one Service for each pod does. */
    private static final List<String> OF_CONTROLLERS = List.of(
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "controller-revision-hash",
            "pod-template-hash",
            "batch.kubernetes.io/job-name",
            "job-name");

    private final List<Workload> workloads;
    private final Map<String, List<Workload>> byLabel = new HashMap<>();

    PodIndex(List<Workload> workloads) {
        this.workloads = workloads;
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

    /** The same, counting labels that pods get only when they are created. */
    List<Workload> servedBy(String namespace, Map<String, String> selector) {
        Map<String, String> written = new LinkedHashMap<>(selector);
        written.keySet().removeAll(OF_CONTROLLERS);
        if (written.size() == selector.size()) {
            return selectedBy(namespace, selector);
        }
        List<Workload> served = new ArrayList<>();
        for (Workload workload : written.isEmpty() ? workloads : selectedBy(namespace, written)) {
            if (workload.namespace().equals(namespace) && hasControllersLabels(workload, selector)) {
                served.add(workload);
            }
        }
        return served;
    }

    /** Whether the selector can mean one pod of a set only. */
    static boolean isForOnePod(Map<String, String> selector) {
        return selector.containsKey(OF_CONTROLLERS.get(0)) || selector.containsKey(OF_CONTROLLERS.get(1));
    }

    private static boolean hasControllersLabels(Workload workload, Map<String, String> selector) {
        String pod = selector.getOrDefault(OF_CONTROLLERS.get(0), "");
        String index = selector.getOrDefault(OF_CONTROLLERS.get(1), "");
        if (pod.isEmpty() && index.isEmpty()) {
            return true;
        }
        String number = pod.isEmpty() ? index : pod.substring(pod.lastIndexOf('-') + 1);
        return workload.isStatefulSet()
                && Names.isDecimal(number, 9)
                && workload.hasOrdinal(Integer.parseInt(number))
                && (pod.isEmpty() || pod.equals(workload.name() + "-" + number));
    }

    private static String key(String namespace, Map.Entry<String, String> label) {
        return namespace + "/" + label.getKey() + "=" + label.getValue();
    }
}
