package dev.statefulstack.plan;

/** The grammars of names, as the API server checks them. Source: apimachinery pkg/util/validation/validation.go. */
public final class Names {
    /** Longest DNS label, and with it the longest pod name, host name and label value. */
    public static final int LABEL = 63;

    /** Longest name with dots. */
    public static final int SUBDOMAIN = 253;

    /** Longest port name that containers may have and SRV queries can ask for. */
    public static final int PORT = 15;

    /**
     * Longest name of a StatefulSet whose pods can always be created: their label {@code controller-revision-hash}
     * holds the name, a dash and a hash of up to ten characters, and a label value ends at 63. The API server does not
     * check it; a longer name shows as {@code FailedCreate} events. Source: pkg/controller/history
     * ControllerRevisionName; kubernetes issue 64023.
     */
    public static final int STATEFUL_SET = LABEL - 1 - 10;

    private Names() {}

    /** Lower-case letters, digits and inner dashes, at most 63 (DNS-1123). */
    public static boolean isLabel(String text) {
        return text.length() <= LABEL && isLabelOfAnyLength(text, 0, text.length());
    }

    /** A label that starts with a letter (DNS-1035), as Services need below Kubernetes 1.36. */
    public static boolean isServiceName(String text) {
        return isLabel(text) && isLetter(text.charAt(0));
    }

    /** Labels joined by dots, at most 253. */
    public static boolean isSubdomain(String text) {
        if (text.length() > SUBDOMAIN) {
            return false;
        }
        int start = 0;
        for (int end = text.indexOf('.'); end >= 0; end = text.indexOf('.', start)) {
            if (!isLabelOfAnyLength(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return isLabelOfAnyLength(text, start, text.length());
    }

    /** At most 15 of {@code [a-z0-9-]}, one letter at least, no dash at an end and no two in a row. */
    public static boolean isPortName(String text) {
        if (text.length() > PORT || !isLabel(text) || text.contains("--")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A label's or annotation's key: a name of at most 63, with an optional DNS prefix and a slash before it. */
    public static boolean isQualifiedName(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? isLabelValue(text) && !text.isEmpty()
                : isSubdomain(text.substring(0, slash))
                        && slash + 1 < text.length()
                        && isLabelValue(text.substring(slash + 1));
    }

    /** Empty, or at most 63 of letters, digits, {@code -_.}, beginning and ending with a letter or digit. */
    public static boolean isLabelValue(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (text.length() > LABEL
                || !isAlphanumeric(text.charAt(0))
                || !isAlphanumeric(text.charAt(text.length() - 1))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /**
     * A name that every supported version takes for an environment variable: {@code [-._a-zA-Z][-._a-zA-Z0-9]*}, not
     * {@code .} and not beginning with {@code ..}.
     */
    public static boolean isEnvName(String text) {
        if (text.isEmpty() || isDigit(text.charAt(0)) || text.equals(".") || text.startsWith("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** A key of a ConfigMap or Secret: at most 253 of letters, digits, {@code -_.}, not beginning with {@code ..}. */
    public static boolean isDataKey(String text) {
        if (text.isEmpty() || text.length() > SUBDOMAIN || text.equals(".") || text.startsWith("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Whether every surrogate has its other half: nothing else can be written as UTF-8. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** One to {@code most} ASCII digits. */
    public static boolean isDecimal(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= most;
    }

    private static boolean isLabelOfAnyLength(String text, int start, int end) {
        if (start == end || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
    }
}
