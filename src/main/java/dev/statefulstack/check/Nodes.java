package dev.statefulstack.check;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values out of a tree of which nothing is known: what is absent or of another type reads as empty. */
public final class Nodes {
    private Nodes() {}

    public static @Nullable Node find(Node from, String... path) {
        Node node = from;
        for (String key : path) {
            if (!(node instanceof MapNode map)) {
                return null;
            }
            node = map.get(key);
        }
        return node;
    }

    public static String text(Node from, String... path) {
        return find(from, path) instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL
                ? scalar.text()
                : "";
    }

    public static List<MapNode> maps(Node from, String... path) {
        List<MapNode> found = new ArrayList<>();
        for (Node item : items(from, path)) {
            if (item instanceof MapNode map) {
                found.add(map);
            }
        }
        return found;
    }

    public static List<Node> items(Node from, String... path) {
        return find(from, path) instanceof ListNode list ? list.items() : List.of();
    }

    /** A map of scalars, such as labels. */
    public static Map<String, String> strings(Node from, String... path) {
        Map<String, String> found = new LinkedHashMap<>();
        if (find(from, path) instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                if (entry.value() instanceof ScalarNode scalar) {
                    found.put(entry.key().text(), scalar.text());
                }
            }
        }
        return found;
    }

    /** The whole number at the path, or {@code absent}. */
    public static int integer(Node from, int absent, String... path) {
        if (find(from, path) instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.INTEGER) {
            try {
                return Integer.parseInt(scalar.text());
            } catch (NumberFormatException outOfRange) {
                return absent;
            }
        }
        return absent;
    }
}
