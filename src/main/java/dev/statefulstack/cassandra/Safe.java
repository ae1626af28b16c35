package dev.statefulstack.cassandra;

/**
 * What survives the image's entrypoint: it puts values into YAML through {@code sed}, unescaped. Source:
 * docker-library/cassandra docker-entrypoint.sh, tried.
 */
final class Safe {
    static final String GRAMMAR = "use letters, digits, blanks and any of _ . , : - , beginning with a letter or digit";

    private Safe() {}

    /** Text that neither {@code sed} nor YAML takes for anything else. */
    static boolean isText(String text) {
        if (text.isEmpty() || !isAlphanumeric(text.charAt(0)) || text.contains(": ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && " _.,:-".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.endsWith(" ") && !text.endsWith(":");
    }

    /** What to write instead. YAML takes a colon at the end for the beginning of a map. */
    static String fix(String text) {
        return text.endsWith(":") ? "write IPv6 addresses in full, such as 0:0:0:0:0:0:0:0" : GRAMMAR;
    }

    /** The same without blanks and separators: names that stand in lists and replication settings. */
    static boolean isWord(String text) {
        return isText(text) && text.indexOf(' ') < 0 && text.indexOf(',') < 0 && text.indexOf(':') < 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
