package dev.statefulstack.yaml;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;

/**
 * Writes trees as YAML, the same bytes for the same tree.
 *
 * <p>Block style, two blanks a level, dashes under their key, no folding. How a string is written is decided by
 * {@link Scalars}. A library's emitter would do the layout as well, but it costs more than all the rest of a warm run.
 */
public final class YamlWriter {
    /** The line between two documents. */
    public static final String SEPARATOR = "---\n";

    static final int STEP = 2;

    /**
     * A longer key is written in the explicit form, {@code ? key}. YAML lets a reader give up on a simple key after 1024
     * characters (YAML 1.2.2, 7.4.2), and an escape makes six of one.
     */
    private static final int LONGEST_SIMPLE_KEY = 128;

    /** Holds the text of most stacks without being copied into something larger. */
    private static final int USUAL_LENGTH = 1 << 14;

    /** Blanks for as many levels as manifests have; deeper ones are written in parts. */
    private static final String[] BLANKS = new String[16];

    static {
        for (int level = 0; level < BLANKS.length; level++) {
            BLANKS[level] = " ".repeat(level * STEP);
        }
    }

    private final MapNode document;
    private final StringBuilder out;

    private YamlWriter(MapNode document, StringBuilder out) {
        this.document = document;
        this.out = out;
    }

    /**
     * The documents as one text that ends in one line feed; nothing for no documents.
     *
     * @throws IllegalArgumentException if a text or key has an unpaired surrogate
     */
    public static String write(List<MapNode> documents) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (MapNode document : documents) {
            if (out.length() > 0) {
                out.append(SEPARATOR);
            }
            write(document, out);
        }
        return out.toString();
    }

    /**
     * Appends one document, without a separator.
     *
     * @throws IllegalArgumentException if a text or key has an unpaired surrogate; what was appended is no document then
     */
    public static void write(MapNode document, StringBuilder out) {
        if (document.entries().isEmpty()) {
            out.append("{}\n");
        } else {
            new YamlWriter(document, out).map(document, 0, true);
        }
    }

    /**
     * Writes the entries; the first stands where the line is already.
     *
     * @param last whether nothing follows in this document
     */
    private void map(MapNode map, int indent, boolean last) {
        List<MapNode.Entry> entries = map.entries();
        int end = entries.size() - 1;
        for (int i = 0; i <= end; i++) {
            if (i > 0) {
                pad(indent, out);
            }
            MapNode.Entry entry = entries.get(i);
            key(entry.key(), indent);
            value(entry.value(), indent, last && i == end);
        }
    }

    private void key(ScalarNode key, int indent) {
        boolean explicit = key.text().length() > LONGEST_SIMPLE_KEY;
        if (explicit) {
            out.append("? ");
        }
        if (key.kind() != ScalarNode.Kind.STRING || PlainKeys.contains(key.text()) || isPlain(key)) {
            out.append(key.text());
        } else {
            DoubleQuotes.write(key.text(), out);
        }
        if (explicit) {
            out.append('\n');
            pad(indent, out);
        }
        out.append(':');
    }

    /** Writes what stands behind a key's colon. */
    private void value(Node value, int indent, boolean last) {
        if (value instanceof ScalarNode scalar) {
            out.append(' ');
            scalar(scalar, indent, last);
        } else if (value instanceof MapNode map && !map.entries().isEmpty()) {
            out.append('\n');
            pad(indent + STEP, out);
            map(map, indent + STEP, last);
        } else if (value instanceof ListNode list && !list.items().isEmpty()) {
            out.append('\n');
            pad(indent, out);
            list(list, indent, last);
        } else {
            out.append(' ');
            empty(value);
        }
    }

    private void list(ListNode list, int indent, boolean last) {
        List<Node> items = list.items();
        int end = items.size() - 1;
        for (int i = 0; i <= end; i++) {
            if (i > 0) {
                pad(indent, out);
            }
            out.append("- ");
            item(items.get(i), indent, last && i == end);
        }
    }

    /** Writes what stands behind a dash: maps and lists begin on its line. */
    private void item(Node item, int indent, boolean last) {
        if (item instanceof ScalarNode scalar) {
            scalar(scalar, indent, last);
        } else if (item instanceof MapNode map && !map.entries().isEmpty()) {
            map(map, indent + STEP, last);
        } else if (item instanceof ListNode list && !list.items().isEmpty()) {
            list(list, indent + STEP, last);
        } else {
            empty(item);
        }
    }

    private void empty(Node value) {
        out.append(value instanceof MapNode ? "{}\n" : "[]\n");
    }

    private void scalar(ScalarNode scalar, int indent, boolean last) {
        String text = scalar.text();
        Scalars.Form form = scalar.kind() == ScalarNode.Kind.STRING ? formOf(scalar) : Scalars.Form.PLAIN;
        if (form == Scalars.Form.LITERAL && !(last && text.endsWith("\n\n"))) {
            LiteralBlock.write(text, indent + STEP, out);
            return;
        }
        // A literal block that keeps its blank lines would end the document in more than one line feed.
        if (form == Scalars.Form.PLAIN) {
            out.append(text);
        } else {
            DoubleQuotes.write(text, out);
        }
        out.append('\n');
    }

    private boolean isPlain(ScalarNode key) {
        boolean plain = formOf(key) == Scalars.Form.PLAIN;
        if (plain) {
            PlainKeys.remember(key.text());
        }
        return plain;
    }

    private Scalars.Form formOf(ScalarNode scalar) {
        Scalars.Form form = Scalars.formOf(scalar.text());
        if (form == Scalars.Form.UNWRITABLE) {
            throw UnpairedSurrogate.in(document);
        }
        return form;
    }

    static void pad(int indent, StringBuilder out) {
        int level = indent / STEP;
        while (level >= BLANKS.length) {
            out.append(BLANKS[BLANKS.length - 1]);
            level -= BLANKS.length - 1;
        }
        out.append(BLANKS[level]);
    }
}
