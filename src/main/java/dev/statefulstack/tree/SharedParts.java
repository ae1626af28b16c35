package dev.statefulstack.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what two trees have in common once. Manifests of many stacks differ in little but names, so thousands of them fit
 * into memory where each is compared with one that is there already.
 */
public final class SharedParts {
    private SharedParts() {}

    /** A tree that is equal to the first one, and uses the second one's nodes where those are equal at the same place. */
    public static MapNode of(MapNode tree, MapNode other) {
        return (MapNode) shared(tree, other);
    }

    private static Node shared(Node node, @Nullable Node other) {
        if (node instanceof MapNode map && other instanceof MapNode otherMap) {
            return map(map, otherMap);
        }
        if (node instanceof ListNode list && other instanceof ListNode otherList) {
            return list(list, otherList);
        }
        return other != null && node.equals(other) ? other : node;
    }

    private static Node map(MapNode map, MapNode other) {
        List<MapNode.Entry> entries = new ArrayList<>(map.entries().size());
        for (int i = 0; i < map.entries().size(); i++) {
            entries.add(entry(map.entries().get(i), at(other.entries(), i)));
        }
        return isSame(entries, other.entries()) && map.position().equals(other.position())
                ? other
                : new MapNode(entries, map.position());
    }

    private static MapNode.Entry entry(MapNode.Entry entry, MapNode.@Nullable Entry other) {
        if (other == null || !entry.key().equals(other.key())) {
            return entry;
        }
        Node value = shared(entry.value(), other.value());
        return value == other.value() ? other : new MapNode.Entry(other.key(), value);
    }

    private static Node list(ListNode list, ListNode other) {
        List<Node> items = new ArrayList<>(list.items().size());
        for (int i = 0; i < list.items().size(); i++) {
            items.add(shared(list.items().get(i), at(other.items(), i)));
        }
        return isSame(items, other.items()) && list.position().equals(other.position())
                ? other
                : new ListNode(items, list.position());
    }

    private static <T> @Nullable T at(List<T> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    @SuppressWarnings("ReferenceEquality") // they are shared already where they are equal
    private static <T> boolean isSame(List<T> some, List<T> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
