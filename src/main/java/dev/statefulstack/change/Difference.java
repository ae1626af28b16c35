package dev.statefulstack.change;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that differs.
 *
 * @param path keys, and items of lists as {@code [name]}
 * @param before null where the field is new
 * @param after null where the field is gone
 * @param placeBefore where it was, or where its parent was
 * @param placeAfter likewise
 * @param order whether both are lists of the same items in another order
 */
record Difference(
        List<String> path,
        @Nullable Node before,
        @Nullable Node after,
        Position placeBefore,
        Position placeAfter,
        boolean order) {
    Difference {
        path = List.copyOf(path);
    }

    boolean startsWith(String... keys) {
        return path.size() >= keys.length && path.subList(0, keys.length).equals(Arrays.asList(keys));
    }

    /** The key that stands behind {@code keys}; empty where the path ends there. */
    String behind(int keys) {
        return path.size() > keys ? path.get(keys) : "";
    }

    /** {@code spec.template.spec.containers[kafka].image}, from the key at {@code from} on. */
    String path(int from) {
        StringBuilder text = new StringBuilder();
        for (String step : path.subList(Math.min(from, path.size()), path.size())) {
            if (text.length() > 0 && !step.startsWith("[")) {
                text.append('.');
            }
            text.append(step);
        }
        return text.toString();
    }

    Spot at(Pair object) {
        return new Spot(object, path(0), placeBefore, placeAfter);
    }

    /** {@code 10Gi -> 20Gi}. */
    String values() {
        if (order) {
            return "another order: " + Values.order((ListNode) Objects.requireNonNull(after));
        }
        return Values.change(path, before, after);
    }
}
