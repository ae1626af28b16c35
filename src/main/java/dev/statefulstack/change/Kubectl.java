package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.Position;
import java.util.ArrayList;
import java.util.List;

/** Commands that a person can paste into a shell. */
public final class Kubectl {
    /** No cluster bears more pods of one set; what a file says beyond that is not written out. */
    static final int MOST_PODS = 10_000;

    private Kubectl() {}

    /** {@code kubectl -n production}; the namespace only where the object says it. */
    public static String in(Document document) {
        return document.namespace().isEmpty() ? "kubectl" : "kubectl -n " + document.namespace();
    }

    /** Applies the new version of the object. */
    public static String apply(Document document) {
        String file = document.root().position().file();
        if (document.root().position().equals(Position.NONE) || file.isEmpty()) {
            return "# apply the new " + document;
        }
        if (file.equals(Snapshot.STANDARD_INPUT)) {
            return "# apply the new " + document;
        }
        // A revision's files are in no folder; their names have a colon, behind more than a drive's letter.
        return file.indexOf(':') > 1
                ? "git show " + word(file) + " | " + in(document) + " apply -f -"
                : in(document) + " apply -f " + word(file);
    }

    /** Waits until the set's rollout is over; kubectl refuses to wait for one that nobody drives. */
    public static String rolled(Workload set) {
        if (Rollout.isOnDelete(set)) {
            return "# wait until every pod of " + set.name() + " is ready";
        }
        return in(set.document()) + " rollout status statefulset/" + set.name();
    }

    /** Replaces one pod and waits for it; to wait for a pod that is not there yet is an error, hence the loop. */
    static List<String> replace(Workload set, String pod) {
        String kubectl = in(set.document());
        return List.of(
                kubectl + " delete pod " + pod,
                "until " + kubectl + " wait pod/" + pod + " --for=condition=Ready --timeout=10m; do sleep 1; done");
    }

    /** Deletes the set and nothing else. */
    static String deleteSet(Workload set) {
        return in(set.document()) + " delete statefulset " + set.name() + " --cascade=orphan";
    }

    /** The pods of the set as it is, the highest ordinal first. */
    public static List<String> pods(Workload set) {
        List<String> pods = new ArrayList<>();
        for (int i = Math.min(set.replicas(), MOST_PODS) - 1; i >= 0; i--) {
            pods.add(set.name() + "-" + (set.firstOrdinal() + i));
        }
        return pods;
    }

    /** As a shell takes it for one word. */
    static String word(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "._-/:=@".indexOf(c) >= 0;
            if (!plain) {
                return "'" + text.replace("'", "'\\''") + "'";
            }
        }
        return text;
    }
}
