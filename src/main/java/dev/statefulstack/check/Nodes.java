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

    // The short forms are there because an array for each look-up is what a run spends most of its time on.

    public static @Nullable Node find(Node from, String key) {
        return from instanceof MapNode map ? map.get(key) : null;
    }

    public static @Nullable Node find(Node from, String key, String next) {
        return from instanceof MapNode map && map.get(key) instanceof MapNode inner ? inner.get(next) : null;
    }

    public static @Nullable Node find(Node from, String key, String next, String last) {
        return find(from, key, next) instanceof MapNode map ? map.get(last) : null;
    }

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

    public static String text(Node from, String key) {
        return text(find(from, key));
    }

    public static String text(Node from, String key, String next) {
        return text(find(from, key, next));
    }

    public static String text(Node from, String key, String next, String last) {
        return text(find(from, key, next, last));
    }

    public static String text(Node from, String... path) {
        return text(find(from, path));
    }

    /** The text of a scalar; empty for null and anything else. */
    public static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL ? scalar.text() : "";
    }

    public static List<MapNode> maps(Node from, String key) {
        return maps(find(from, key));
    }

    public static List<MapNode> maps(Node from, String key, String next) {
        return maps(find(from, key, next));
    }

    public static List<MapNode> maps(Node from, String... path) {
        return maps(find(from, path));
    }

    private static List<MapNode> maps(@Nullable Node list) {
        List<Node> items = items(list);
        return areMaps(items) ? asMaps(items) : mapsAmong(items);
    }

    private static boolean areMaps(List<Node> items) {
        for (int i = 0, size = items.size(); i < size; i++) {
            if (!(items.get(i) instanceof MapNode)) {
                return false;
            }
        }
        return true;
    }

    /** Nearly every list of which maps are wanted holds nothing else, and is not copied. */
    @SuppressWarnings("unchecked") // all of them are, and the list never changes
    private static List<MapNode> asMaps(List<Node> items) {
        return (List<MapNode>) (List<?>) items;
    }

    private static List<MapNode> mapsAmong(List<Node> items) {
        List<MapNode> found = new ArrayList<>(items.size());
        for (Node item : items) {
            if (item instanceof MapNode map) {
                found.add(map);
            }
        }
        return found;
    }

    public static List<Node> items(Node from, String key) {
        return items(find(from, key));
    }

    public static List<Node> items(Node from, String key, String next, String last) {
        return items(find(from, key, next, last));
    }

    public static List<Node> items(Node from, String... path) {
        return items(find(from, path));
    }

    private static List<Node> items(@Nullable Node list) {
        return list instanceof ListNode items ? items.items() : List.of();
    }

    /** A map of scalars, such as labels. */
    public static Map<String, String> strings(Node from, String key, String next) {
        return strings(find(from, key, next));
    }

    public static Map<String, String> strings(Node from, String key, String next, String last) {
        return strings(find(from, key, next, last));
    }

    public static Map<String, String> strings(Node from, String... path) {
        return strings(find(from, path));
    }

    private static Map<String, String> strings(@Nullable Node node) {
        Map<String, String> found = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                if (entry.value() instanceof ScalarNode scalar) {
                    found.put(entry.key().text(), scalar.text());
                }
            }
        }
        return found;
    }

    /** The whole number at the path, or {@code absent}. */
    public static int integer(Node from, int absent, String key) {
        return integer(find(from, key), absent);
    }

    public static int integer(Node from, int absent, String... path) {
        return integer(find(from, path), absent);
    }

    private static int integer(@Nullable Node node, int absent) {
        if (node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.INTEGER) {
            try {
                return Integer.parseInt(scalar.text());
            } catch (NumberFormatException outOfRange) {
                return absent;
            }
        }
        return absent;
    }
}
