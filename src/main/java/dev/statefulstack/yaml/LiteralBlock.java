package dev.statefulstack.yaml;

/** Writes a text of several lines as it is, behind {@code |}. */
final class LiteralBlock {
    private LiteralBlock() {}

    /** Expects a text for which {@link Scalars} chose this form: one with something visible in it. */
    static void write(String text, int indent, StringBuilder out) {
        header(text, out);
        int start = 0;
        while (start < text.length()) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 ? text.length() : lineFeed;
            if (end > start) {
                YamlWriter.pad(indent, out);
                out.append(text, start, end);
            }
            out.append('\n');
            start = end + 1;
        }
    }

    private static void header(String text, StringBuilder out) {
        out.append('|');
        if (startsWithBlank(text)) {
            out.append((char) ('0' + YamlWriter.STEP));
        }
        if (!text.endsWith("\n")) {
            out.append('-');
        } else if (text.endsWith("\n\n")) {
            out.append('+');
        }
        out.append('\n');
    }

    /** Readers take the indentation from the first line that is not empty: its own blanks would count. */
    private static boolean startsWithBlank(String text) {
        int first = 0;
        while (text.charAt(first) == '\n') {
            first++;
        }
        return text.charAt(first) == ' ' || text.charAt(first) == '\t';
    }
}
