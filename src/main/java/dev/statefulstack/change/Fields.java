package dev.statefulstack.change;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The fields of a map while they are normalised. What is filled in stands where its map stands. */
final class Fields {
    private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    private final Position position;

    Fields(MapNode map) {
        position = map.position();
        for (MapNode.Entry entry : map.entries()) {
            entries.put(entry.key().text(), entry);
        }
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key) {
        MapNode.Entry entry = entries.get(key);
        return entry != null && entry.value() instanceof ScalarNode scalar ? scalar.text() : "";
    }

    Fields orElse(String key, String text) {
        return orElse(key, new ScalarNode(ScalarNode.Kind.STRING, text, position));
    }

    Fields orElse(String key, int number) {
        return orElse(key, new ScalarNode(ScalarNode.Kind.INTEGER, Integer.toString(number), position));
    }

    Fields orElse(String key, boolean value) {
        return orElse(key, new ScalarNode(ScalarNode.Kind.BOOLEAN, Boolean.toString(value), position));
    }

    Fields orElseEmpty(String key) {
        return orElse(key, new MapNode(List.of(), position));
    }

    Fields orElse(String key, Node value) {
        entries.putIfAbsent(key, new MapNode.Entry(key, value));
        return this;
    }

    Fields put(String key, Node value) {
        MapNode.Entry old = entries.get(key);
        entries.put(key, old == null ? new MapNode.Entry(key, value) : new MapNode.Entry(old.key(), value));
        return this;
    }

    Fields remove(String... keys) {
        for (String key : keys) {
            entries.remove(key);
        }
        return this;
    }

    /** Changes the map under the key, where there is one. */
    Fields in(String key, UnaryOperator<MapNode> change) {
        MapNode.Entry entry = entries.get(key);
        if (entry != null && entry.value() instanceof MapNode map) {
            entries.put(key, new MapNode.Entry(entry.key(), change.apply(map)));
        }
        return this;
    }

    /** Changes every map of the list under the key, where there is one. */
    Fields each(String key, UnaryOperator<MapNode> change) {
        MapNode.Entry entry = entries.get(key);
        if (entry != null && entry.value() instanceof ListNode list) {
            List<Node> items = new ArrayList<>();
            for (Node item : list.items()) {
                items.add(item instanceof MapNode map ? change.apply(map) : item);
            }
            entries.put(key, new MapNode.Entry(entry.key(), new ListNode(items, list.position())));
        }
        return this;
    }

    MapNode done() {
        return new MapNode(new ArrayList<>(entries.values()), position);
    }
}
