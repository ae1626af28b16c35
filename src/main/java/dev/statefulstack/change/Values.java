package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values of fields as reports show them: short, on one line, and without what has to stay secret. */
final class Values {
    private static final int LONGEST = 100;

    private Values() {}

    static String change(List<String> path, @Nullable Node before, @Nullable Node after) {
        if (isSecret(path)) {
            return before == null ? "added" : after == null ? "removed" : "another value";
        }
        if (before instanceof ScalarNode old && after instanceof ScalarNode now) {
            String items = items(old.text(), now.text());
            return items.isEmpty() ? show(before) + " -> " + show(after) : items;
        }
        if (before == null) {
            return after == null ? "" : "new: " + show(after);
        }
        if (after == null) {
            return "gone: " + show(before);
        }
        return show(before) + " -> " + show(after);
    }

    /** Variables whose name tells that the value is nobody's business; Secrets are looked at without their values. */
    private static boolean isSecret(List<String> path) {
        for (int i = 0; i + 1 < path.size(); i++) {
            if (path.get(i).equals("env")) {
                String name = path.get(i + 1).toUpperCase(Locale.ROOT);
                return name.contains("PASSWORD") || name.contains("TOKEN") || name.contains("SECRET");
            }
        }
        return false;
    }

    /** What is more and what is less in a list that is written as one text; empty where it is not one. */
    private static String items(String before, String after) {
        List<String> old = Arrays.asList(before.split(",", -1));
        List<String> now = Arrays.asList(after.split(",", -1));
        if (Math.max(old.size(), now.size()) < 2 || before.length() + after.length() < LONGEST) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ");
        for (String item : old) {
            if (!now.contains(item)) {
                text.add("without " + cut(item));
            }
        }
        for (String item : now) {
            if (!old.contains(item)) {
                text.add("with " + cut(item));
            }
        }
        return text.length() == 0 ? "the same items in another order" : text.toString();
    }

    static String show(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.text().isEmpty() ? "\"\"" : cut(scalar.text());
        }
        if (node instanceof MapNode map) {
            return cut(map(map));
        }
        StringJoiner items = new StringJoiner(", ", "[", "]");
        for (Node item : ((ListNode) node).items()) {
            items.add(name(item));
        }
        return cut(items.toString());
    }

    static String order(ListNode list) {
        return show(list);
    }

    private static String map(MapNode map) {
        StringJoiner entries = new StringJoiner(", ", "{", "}");
        for (MapNode.Entry entry : map.entries()) {
            entries.add(entry.key().text() + ": " + show(entry.value()));
        }
        return entries.toString();
    }

    private static String name(Node item) {
        for (String key : List.of("name", "mountPath", "containerPort", "port")) {
            String text = Nodes.text(item, key);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return show(item);
    }

    /** One line of bearable length. */
    private static String cut(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.size() > 1) {
            return "(" + lines.size() + " lines)";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
