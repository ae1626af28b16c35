package dev.statefulstack.check;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line that the path of a finding means. Paths are written for people: {@code spec.serviceName},
 * {@code container kafka env NAME}, {@code container kafka readinessProbe}, {@code spec.ports http}.
 *
 * <p>What is not there is a finding as well, so the way ends at the nearest value that is.
 */
final class Places {
    private static final String[] LISTS = {"containers", "initContainers", "ephemeralContainers"};

    private Places() {}

    static Position find(MapNode root, String path) {
        Node at = root;
        Position place = root.position();
        StringTokenizer words = new StringTokenizer(path, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (word.equals("container") && words.hasMoreTokens()) {
                MapNode container = container(root, words.nextToken());
                if (container == null) {
                    return place;
                }
                at = container;
                place = container.position();
                continue;
            }
            StringTokenizer steps = new StringTokenizer(word, ".");
            while (steps.hasMoreTokens()) {
                MapNode.Entry entry = at instanceof MapNode map ? entry(map, steps.nextToken()) : null;
                Node item = entry == null ? item(at, word) : null;
                if (item != null) {
                    at = item;
                    place = valueOf(item);
                    break;
                }
                if (entry == null) {
                    return place;
                }
                at = entry.value();
                place = at instanceof ScalarNode ? at.position() : entry.key().position();
            }
        }
        return place;
    }

    private static MapNode.@Nullable Entry entry(MapNode map, String key) {
        for (MapNode.Entry entry : map.entries()) {
            if (entry.key().text().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    /** The item of a list that has the name. */
    private static @Nullable Node item(@Nullable Node list, String name) {
        if (list instanceof ListNode items) {
            for (Node item : items.items()) {
                if (Nodes.text(item, "name").equals(name)) {
                    return item;
                }
            }
        }
        return null;
    }

    /** Of a variable its value, of anything else with a name its beginning. */
    private static Position valueOf(Node item) {
        Node value = Nodes.find(item, "value");
        return value == null ? item.position() : value.position();
    }

    private static @Nullable MapNode container(MapNode root, String name) {
        MapNode template = Workload.templateOf(root);
        if (template != null) {
            for (String list : LISTS) {
                if (item(Nodes.find(template, "spec", list), name) instanceof MapNode container) {
                    return container;
                }
            }
        }
        return null;
    }
}
