package dev.statefulstack.stack;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the namespaces of the Services whose names stand anywhere in manifests. */
final class NamedNamespaces {
    /** Behind the namespace in a Service's name: Kubernetes DNS specification, 2.3. */
    private static final String BEHIND = ".svc";

    private final Set<String> found = new LinkedHashSet<>();

    private NamedNamespaces() {}

    static Set<String> in(Iterable<? extends Node> documents) {
        NamedNamespaces names = new NamedNamespaces();
        for (Node document : documents) {
            names.look(document);
        }
        return names.found;
    }

    private void look(Node node) {
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                look(entry.value());
            }
        } else if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                look(item);
            }
        } else if (node instanceof ScalarNode scalar) {
            look(scalar.text());
        }
    }

    private void look(String text) {
        for (int end = text.indexOf(BEHIND); end >= 0; end = text.indexOf(BEHIND, end + 1)) {
            int start = end;
            while (start > 0 && isOfLabel(text.charAt(start - 1))) {
                start--;
            }
            if (start < end) {
                found.add(text.substring(start, end));
            }
        }
    }

    private static boolean isOfLabel(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
