package dev.statefulstack.resources;

import dev.statefulstack.tree.MapNode;
import java.util.Comparator;

/** The order of a user's keys: by name, because {@code Map.of} has another order in each JVM. */
final class KeyOrder implements Comparator<MapNode.Entry> {
    static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(MapNode.Entry one, MapNode.Entry other) {
        return one.key().text().compareTo(other.key().text());
    }
}
