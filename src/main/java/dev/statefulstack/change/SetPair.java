package dev.statefulstack.change;

import dev.statefulstack.check.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A StatefulSet in both versions. */
public record SetPair(Pair pair, Workload before, Workload after) {
    /** The pods that scaling down deletes, the highest ordinal first. */
    public List<String> removedPods() {
        return without(before, after);
    }

    /** The pods that scaling up creates, the lowest ordinal first. */
    public List<String> addedPods() {
        List<String> added = without(after, before);
        Collections.reverse(added);
        return added;
    }

    /** How many of the old members are left. */
    public int keptPods() {
        return before.replicas() - removedPods().size();
    }

    private static List<String> without(Workload set, Workload other) {
        List<String> pods = new ArrayList<>(Kubectl.pods(set));
        pods.removeAll(Kubectl.pods(other));
        return pods;
    }
}
