package dev.statefulstack.yaml;

/** Writes a string in double quotes, with JSON's escapes only: they mean the same to every reader of YAML. */
final class DoubleQuotes {
    private static final String HEX = "0123456789ABCDEF";

    private DoubleQuotes() {}

    static void write(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Scalars.isEscapedInQuotes(c)) {
                escape(c, out);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    static void escape(char c, StringBuilder out) {
        int letter = "\n\t\r\b\f".indexOf(c);
        if (letter >= 0) {
            out.append('\\').append("ntrbf".charAt(letter));
            return;
        }
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
