package dev.statefulstack.change;

import dev.statefulstack.plan.Quantities;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields in which two trees differ. Maps have no order. Lists have one, since Kubernetes compares templates
 * byte by byte (pkg/controller/history EqualRevision); items that have names are compared by name, so that one more
 * variable is one difference.
 */
final class Comparison {
    /** What tells items of a list apart, by the list's key, as in the patch merge keys of k8s.io/api. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        for (String list : List.of(
                "containers",
                "initContainers",
                "env",
                "volumes",
                "volumeClaimTemplates",
                "imagePullSecrets",
                "metrics")) {
            NAMES.put(list, "name");
        }
        NAMES.put("volumeMounts", "mountPath");
        NAMES.put("hostAliases", "ip");
    }

    /** Below these keys every text is an amount. */
    private static final List<String> AMOUNTS =
            List.of("limits", "requests", "capacity", "sizeLimit", "hard", "divisor", "averageValue");

    private final List<Difference> found = new ArrayList<>();

    private Comparison() {}

    static List<Difference> of(MapNode before, MapNode after) {
        Comparison comparison = new Comparison();
        comparison.maps(List.of(), before, after);
        return comparison.found;
    }

    private void maps(List<String> path, MapNode before, MapNode after) {
        for (MapNode.Entry entry : before.entries()) {
            values(
                    with(path, entry.key().text()),
                    entry.value(),
                    after.get(entry.key().text()),
                    before,
                    after);
        }
        for (MapNode.Entry entry : after.entries()) {
            if (before.get(entry.key().text()) == null) {
                values(with(path, entry.key().text()), null, entry.value(), before, after);
            }
        }
    }

    private void values(
            List<String> path, @Nullable Node before, @Nullable Node after, Node parentBefore, Node parentAfter) {
        if (before instanceof MapNode old && after instanceof MapNode now) {
            maps(path, old, now);
        } else if (before instanceof ListNode old && after instanceof ListNode now) {
            lists(path, old, now);
        } else if (before == null || after == null || !sameScalar(path, before, after)) {
            add(path, before, after, parentBefore, parentAfter, false);
        }
    }

    private void lists(List<String> path, ListNode before, ListNode after) {
        Map<String, Node> old = byName(path, before);
        Map<String, Node> now = byName(path, after);
        if (old == null || now == null) {
            positions(path, before, after);
            return;
        }
        for (Map.Entry<String, Node> entry : old.entrySet()) {
            values(with(path, "[" + entry.getKey() + "]"), entry.getValue(), now.get(entry.getKey()), before, after);
        }
        for (Map.Entry<String, Node> entry : now.entrySet()) {
            if (!old.containsKey(entry.getKey())) {
                values(with(path, "[" + entry.getKey() + "]"), null, entry.getValue(), before, after);
            }
        }
        List<String> common = new ArrayList<>(old.keySet());
        common.retainAll(now.keySet());
        List<String> commonNow = new ArrayList<>(now.keySet());
        commonNow.retainAll(old.keySet());
        if (!common.equals(commonNow)) {
            add(path, before, after, before, after, true);
        }
    }

    /** Items that have nothing to be known by are compared one by one where they are as many, else as a whole. */
    private void positions(List<String> path, ListNode before, ListNode after) {
        if (before.items().size() == after.items().size() && allMaps(before) && allMaps(after)) {
            for (int i = 0; i < before.items().size(); i++) {
                values(
                        with(path, "[" + i + "]"),
                        before.items().get(i),
                        after.items().get(i),
                        before,
                        after);
            }
            return;
        }
        Comparison items = new Comparison();
        boolean same = before.items().size() == after.items().size();
        for (int i = 0; same && i < before.items().size(); i++) {
            items.values(path, before.items().get(i), after.items().get(i), before, after);
            same = items.found.isEmpty();
        }
        if (!same) {
            add(path, before, after, before, after, false);
        }
    }

    private static boolean allMaps(ListNode list) {
        for (Node item : list.items()) {
            if (!(item instanceof MapNode)) {
                return false;
            }
        }
        return true;
    }

    /** The items by name; null where the list has no names, or a name twice. */
    private static @Nullable Map<String, Node> byName(List<String> path, ListNode list) {
        String listKey = path.get(path.size() - 1);
        Map<String, Node> items = new LinkedHashMap<>();
        for (Node item : list.items()) {
            String name = item instanceof MapNode map ? name(listKey, map) : "";
            if (name.isEmpty() || items.put(name, item) != null) {
                return null;
            }
        }
        return items;
    }

    private static String name(String list, MapNode item) {
        if (list.equals("ports")) {
            return text(item.get(item.get("containerPort") == null ? "port" : "containerPort"))
                    + (item.get("protocol") instanceof ScalarNode protocol
                                    && !protocol.text().equals("TCP")
                            ? "/" + protocol.text()
                            : "");
        }
        String key = NAMES.get(list);
        if (key == null) {
            return "";
        }
        String own = text(item.get(key));
        return own.isEmpty() && item.get("metadata") instanceof MapNode metadata ? text(metadata.get(key)) : own;
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    private static boolean sameScalar(List<String> path, Node before, Node after) {
        if (!(before instanceof ScalarNode old) || !(after instanceof ScalarNode now)) {
            return false;
        }
        if (old.kind() == now.kind() && old.text().equals(now.text())) {
            return true;
        }
        for (String amounts : AMOUNTS) {
            if (path.contains(amounts)) {
                BigDecimal first = Quantities.parse(old.text());
                BigDecimal second = Quantities.parse(now.text());
                return first != null && second != null && first.compareTo(second) == 0;
            }
        }
        return false;
    }

    private void add(
            List<String> path,
            @Nullable Node before,
            @Nullable Node after,
            Node parentBefore,
            Node parentAfter,
            boolean order) {
        found.add(new Difference(path, before, after, place(before, parentBefore), place(after, parentAfter), order));
    }

    private static Position place(@Nullable Node node, Node parent) {
        return node == null || node.position().equals(Position.NONE) ? parent.position() : node.position();
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
