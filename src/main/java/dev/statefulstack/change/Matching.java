package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds each object of one version in the other: by group, kind, namespace and name, as the API server does. */
final class Matching {
    private Matching() {}

    /** In the order of the new version; then what is gone. */
    static List<Pair> of(List<Document> before, List<Document> after) {
        Map<String, Document> old = new LinkedHashMap<>();
        for (Document document : before) {
            old.put(key(document), document);
        }
        Map<String, Document> found = new LinkedHashMap<>();
        for (Document document : after) {
            Document match = old.remove(key(document));
            if (match != null) {
                found.put(key(document), match);
            }
        }
        for (Document document : after) {
            if (!found.containsKey(key(document))) {
                Document match = old.remove(withoutNamespace(document, old));
                if (match != null) {
                    found.put(key(document), match);
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (Document document : after) {
            pairs.add(new Pair(found.get(key(document)), document));
        }
        for (Document document : old.values()) {
            pairs.add(new Pair(document, null));
        }
        return pairs;
    }

    static String key(Document document) {
        return group(document) + "/" + document.kind() + "/" + document.namespace() + "/" + document.name();
    }

    /** The version of a group is how an object is shown, not what it is. */
    private static String group(Document document) {
        String version = Nodes.text(document.root(), "apiVersion");
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }

    /** The only object of the name where one of both leaves its namespace to the command that applies it. */
    private static String withoutNamespace(Document document, Map<String, Document> others) {
        String found = "";
        for (Map.Entry<String, Document> other : others.entrySet()) {
            Document candidate = other.getValue();
            boolean open =
                    document.namespace().isEmpty() || candidate.namespace().isEmpty();
            if (open
                    && candidate.name().equals(document.name())
                    && candidate.kind().equals(document.kind())
                    && group(candidate).equals(group(document))) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = other.getKey();
            }
        }
        return found;
    }
}
