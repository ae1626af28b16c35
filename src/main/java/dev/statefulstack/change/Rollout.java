package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods of a StatefulSet that a new template replaces: which, in what order, and how long it takes at least. Source:
 * pkg/controller/statefulset/stateful_set_control.go updateStatefulSet.
 *
 * @param pods in the order in which they go
 */
record Rollout(Workload set, List<String> pods, KubernetesVersion version) {
    /** The first version that waits for {@code minReadySeconds} between the pods of a set with {@code Parallel}. */
    private static final KubernetesVersion PARALLEL_WAITS = new KubernetesVersion(34);

    private static final int GRACE = 30;

    /** From the highest ordinal down to that of the partition; pods that scaling adds are new already. */
    static Rollout of(Workload before, Workload after, KubernetesVersion version) {
        int partition =
                Nodes.integer(after.document().root(), 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        int first = Math.max(before.firstOrdinal(), after.firstOrdinal());
        int last = Math.min(before.firstOrdinal() + before.replicas(), after.firstOrdinal() + after.replicas()) - 1;
        List<String> pods = new ArrayList<>();
        for (int ordinal = last;
                pods.size() < Kubectl.MOST_PODS && ordinal >= Math.max(first, after.firstOrdinal() + partition);
                ordinal--) {
            pods.add(after.name() + "-" + ordinal);
        }
        return new Rollout(after, pods, version);
    }

    boolean isOrdered() {
        return !isParallel(set);
    }

    static boolean isParallel(Workload set) {
        return Nodes.text(set.document().root(), "spec", "podManagementPolicy").equals("Parallel");
    }

    static boolean isOnDelete(Workload set) {
        return Nodes.text(set.document().root(), "spec", "updateStrategy", "type")
                .equals("OnDelete");
    }

    /** Two lines: {@code kafka-2, kafka-1, kafka-0, one at a time ...}, and how long it takes. */
    String text() {
        return list() + (pods.size() > 1 ? ", one at a time: each has to be ready before the next goes" : "")
                + "\n" + least() + ", and up to " + (long) grace() * pods.size() + " s (" + pods.size() + " x "
                + grace() + " s grace) for stopping";
    }

    private String least() {
        int between = minReady() + firstProbe();
        if (between > 0) {
            return "at least " + (long) between * pods.size() + " s (" + pods.size() + " x " + pause()
                    + ") and start-up";
        }
        return Nodes.integer(set.document().root(), 0, "spec", "minReadySeconds") > 0
                ? "it takes as long as they start up (below " + PARALLEL_WAITS
                        + " a Parallel set does not wait for minReadySeconds)"
                : "it takes as long as they start up";
    }

    private String list() {
        return pods.size() <= 6
                ? String.join(", ", pods)
                : String.join(", ", pods.subList(0, 3)) + ", ... " + pods.get(pods.size() - 1);
    }

    /** What passes after each pod's containers have started, whatever they do. */
    private String pause() {
        List<String> parts = new ArrayList<>();
        if (minReady() > 0) {
            parts.add(minReady() + " s minReadySeconds");
        }
        if (firstProbe() > 0) {
            parts.add(firstProbe() + " s until the first probe");
        }
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(" + ", parts) + ")";
    }

    private int minReady() {
        boolean counts = isOrdered() || version.isAtLeast(PARALLEL_WAITS);
        return counts ? Nodes.integer(set.document().root(), 0, "spec", "minReadySeconds") : 0;
    }

    /** No pod is ready before the latest of its first probes. */
    private int firstProbe() {
        int latest = 0;
        for (MapNode container : set.containers()) {
            int startup = Nodes.integer(container, 0, "startupProbe", "initialDelaySeconds");
            int readiness = Nodes.integer(container, 0, "readinessProbe", "initialDelaySeconds");
            latest = Math.max(latest, Math.max(startup, readiness));
        }
        return latest;
    }

    int grace() {
        return Nodes.integer(set.document().root(), GRACE, "spec", "template", "spec", "terminationGracePeriodSeconds");
    }
}
