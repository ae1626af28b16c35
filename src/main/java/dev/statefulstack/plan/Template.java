package dev.statefulstack.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A file that ends up in a container, with marks <code>@{name}</code> where computed values go. Neither Kubernetes, nor
 * shells, nor Helm, nor Flux give these marks a meaning.
 *
 * <p>A mark without a value and a value without a mark are mistakes of ours, and fail at once.
 */
public final class Template {
    private static final String ROOT = "/dev/statefulstack/templates/";

    private final String file;
    private final String text;

    private Template(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The file {@code templates/<file>} of the sources. */
    public static Template load(String file) {
        try (InputStream in = Template.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + file);
            }
            return new Template(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template of(String file, String text) {
        return new Template(file, text);
    }

    /** The text with values in place of marks. Arguments alternate: mark, value, mark, value. */
    public String fill(String... marksAndValues) {
        Set<String> unused = new LinkedHashSet<>();
        for (int i = 0; i < marksAndValues.length; i += 2) {
            unused.add(marksAndValues[i]);
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("@{"); open >= 0; open = text.indexOf("@{", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalStateException("template " + file + " has a mark without an end");
            }
            String mark = text.substring(open + 2, close);
            filled.append(text, from, open).append(value(mark, marksAndValues));
            unused.remove(mark);
            from = close + 1;
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("template " + file + " has no marks " + unused);
        }
        return filled.append(text, from, text.length()).toString();
    }

    private String value(String mark, String... marksAndValues) {
        for (int i = 0; i < marksAndValues.length; i += 2) {
            if (marksAndValues[i].equals(mark)) {
                return marksAndValues[i + 1];
            }
        }
        throw new IllegalStateException("template " + file + " wants a value for the mark " + mark);
    }
}
