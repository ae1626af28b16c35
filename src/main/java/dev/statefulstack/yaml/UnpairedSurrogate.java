package dev.statefulstack.yaml;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/** Says where a document has half of a surrogate pair. A second walk, so that the writer need not keep the path. */
final class UnpairedSurrogate {
    private UnpairedSurrogate() {}

    /** Expects a document that has one. */
    static IllegalArgumentException in(MapNode document) {
        String found = find("", document);
        return new IllegalArgumentException(
                found + ". UTF-8 cannot hold it: give the whole character or leave it out.");
    }

    private static @Nullable String find(String path, Node node) {
        if (node instanceof ScalarNode scalar) {
            return describe(path, "text", scalar);
        }
        return node instanceof MapNode map ? findInMap(path, map) : findInList(path, (ListNode) node);
    }

    private static @Nullable String findInMap(String path, MapNode map) {
        for (MapNode.Entry entry : map.entries()) {
            String below =
                    (path.isEmpty() ? "" : path + ".") + printable(entry.key().text());
            String found = describe(below, "key", entry.key());
            if (found == null) {
                found = find(below, entry.value());
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String findInList(String path, ListNode list) {
        for (int i = 0; i < list.items().size(); i++) {
            String found = find(path + "[" + i + "]", list.items().get(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String describe(String path, String what, ScalarNode scalar) {
        int at = scalar.kind() == ScalarNode.Kind.STRING ? indexIn(scalar.text()) : -1;
        if (at < 0) {
            return null;
        }
        StringBuilder half = new StringBuilder();
        DoubleQuotes.escape(scalar.text().charAt(at), half);
        return path + ": the " + what + " has half of a surrogate pair, " + half + " at index " + at;
    }

    private static int indexIn(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
        }
        return -1;
    }

    private static String printable(String key) {
        int at = indexIn(key);
        if (at < 0) {
            return key;
        }
        StringBuilder out = new StringBuilder(key.substring(0, at));
        DoubleQuotes.escape(key.charAt(at), out);
        return out.append(key, at + 1, key.length()).toString();
    }
}
