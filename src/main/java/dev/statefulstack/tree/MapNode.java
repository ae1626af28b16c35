package dev.statefulstack.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and values in the order in which they are written. No key stands twice. */
public record MapNode(List<Entry> entries, Position position) implements Node {
    /** One key with its value. The key is a scalar, so that it has a position of its own. */
    public record Entry(ScalarNode key, Node value) {
        public Entry(String key, Node value) {
            this(ScalarNode.string(key), value);
        }
    }

    public MapNode {
        entries = List.copyOf(entries);
    }

    public MapNode(List<Entry> entries) {
        this(entries, Position.NONE);
    }

    /** The value under {@code key}, or null. Maps in manifests are small: a scan beats an index. */
    public @Nullable Node get(String key) {
        // By index: an iterator for each look-up is a tenth of what checks cost.
        for (int i = 0, size = entries.size(); i < size; i++) {
            Entry entry = entries.get(i);
            if (entry.key().text().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }
}
