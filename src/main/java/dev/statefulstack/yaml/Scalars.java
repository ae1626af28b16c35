package dev.statefulstack.yaml;

/**
 * Decides how a string is written so that every reader gets the same string back.
 *
 * <p>The readers are those of YAML 1.1 (snakeyaml, PyYAML), of YAML 1.2 (core and JSON schema) and Kubernetes' own
 * (go-yaml v2, resolve.go), plus whatever Kubernetes' KYAML printer calls ambiguous (KEP-5295). Where they differ, or
 * where their patterns are long, the rule here is the shorter and stricter one: a quote too many harms nobody.
 */
final class Scalars {
    enum Form {
        PLAIN,
        QUOTED,
        LITERAL,
        /** Has half of a surrogate pair, which UTF-8 cannot hold. */
        UNWRITABLE
    }

    // What a character says about the string that it stands in.
    private static final int DIGIT = 1;
    private static final int LETTER = 1 << 1;
    private static final int OUTSIDE_NUMBERS = 1 << 2;
    private static final int BLANK = 1 << 3;
    private static final int COLON = 1 << 4;
    private static final int HASH = 1 << 5;
    private static final int LINE_FEED = 1 << 6;
    private static final int VISIBLE = 1 << 7;
    private static final int NEVER_PLAIN = 1 << 8;
    private static final int ESCAPED = 1 << 9;
    private static final int HALF_PAIR = 1 << 10;
    // What it says when it comes first.
    private static final int INDICATOR = 1 << 11;
    private static final int NUMBER_START = 1 << 12;
    private static final int WORD_START = 1 << 13;

    /** All letters and marks of numbers, sexagesimals, dates and times, in any notation of any reader. */
    private static final String IN_NUMBERS = "0123456789abcdefABCDEFxXoOpPtTzZ+-._,: ";

    private static final String NUMBER_STARTS = "0123456789+-._";

    /** YAML 1.2.2, 5.3. The dash is missing: before anything but a blank it is none. */
    private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`";

    /** In any case, with or without a sign and a dot before them. {@code =} and {@code <<} are types of YAML 1.1. */
    private static final String[] WORDS = {
        "~", "=", "<<", "y", "n", "t", "f", "on", "no", "off", "yes", "inf", "nan", "true", "null", "false", "infinity"
    };

    /** What the words begin with, and what may stand before them. */
    private static final String WORD_STARTS = "+-.~=<yntfoiYNTFOI";

    private static final int LONGEST_WORD = "+.infinity".length();

    private static final short[] ASCII = new short[128];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = (short) asciiTraits(c);
        }
    }

    private Scalars() {}

    static Form formOf(String text) {
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            seen |= c < 128 ? ASCII[c] : wideTraits(text, i);
        }
        if ((seen & HALF_PAIR) != 0) {
            return Form.UNWRITABLE;
        }
        if ((seen & VISIBLE) == 0 || (seen & ESCAPED) != 0) {
            return Form.QUOTED;
        }
        if ((seen & LINE_FEED) != 0) {
            return Form.LITERAL;
        }
        boolean plain = (seen & NEVER_PLAIN) == 0 && !isSyntax(text, seen) && !isOtherType(text, seen);
        return plain ? Form.PLAIN : Form.QUOTED;
    }

    /** Whether a character cannot stand for itself in a document, or should not because it hides in review. */
    static boolean isEscapedInQuotes(char c) {
        return ((c < 128 ? ASCII[c] : wideTraits(c)) & (ESCAPED | NEVER_PLAIN | LINE_FEED)) != 0;
    }

    private static boolean isSyntax(String text, int seen) {
        return startsLikeSyntax(text) || endsLikeSyntax(text) || ((seen & BLANK) != 0 && hasSyntaxInside(text, seen));
    }

    /** The document markers count as soon as they begin a line: kubectl cuts a file before it reads YAML. */
    private static boolean startsLikeSyntax(String text) {
        return is(INDICATOR, text.charAt(0))
                || text.startsWith("- ")
                || text.startsWith("---")
                || text.startsWith("...");
    }

    private static boolean endsLikeSyntax(String text) {
        char last = text.charAt(text.length() - 1);
        return last == ' ' || last == ':';
    }

    private static boolean hasSyntaxInside(String text, int seen) {
        return ((seen & COLON) != 0 && text.contains(": ")) || ((seen & HASH) != 0 && text.contains(" #"));
    }

    private static boolean isOtherType(String text, int seen) {
        return isNumeric(text.charAt(0), seen)
                || (text.length() <= LONGEST_WORD && is(WORD_START, text.charAt(0)) && isWord(text));
    }

    /**
     * Whether some reader could take the string for a number, a date or a time.
     *
     * <p>Versions and addresses ({@code 1.2.3}) count: the float pattern that YAML 1.1 publishes takes any number of
     * dots. Letters without a digit ({@code -c}) do not, marks without a letter ({@code --}) do.
     */
    private static boolean isNumeric(char first, int seen) {
        return is(NUMBER_START, first)
                && (seen & OUTSIDE_NUMBERS) == 0
                && ((seen & DIGIT) != 0 || (seen & LETTER) == 0);
    }

    private static boolean isWord(String text) {
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        if (text.startsWith(".", start)) {
            start++;
        }
        int length = text.length() - start;
        for (String word : WORDS) {
            if (word.length() == length && text.regionMatches(true, start, word, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(int trait, char c) {
        return c < 128 && (ASCII[c] & trait) != 0;
    }

    private static int asciiTraits(char c) {
        if (c == '\n') {
            return LINE_FEED;
        }
        if (c == '\t') {
            return NEVER_PLAIN;
        }
        if (c < ' ' || c == 0x7F) {
            return ESCAPED | VISIBLE;
        }
        int traits = c == ' ' ? BLANK | INDICATOR : VISIBLE;
        traits |= c == ':' ? COLON : 0;
        traits |= c == '#' ? HASH : 0;
        traits |= isIn('0', '9', c) ? DIGIT : 0;
        traits |= isIn('a', 'z', c) || isIn('A', 'Z', c) ? LETTER : 0;
        traits |= IN_NUMBERS.indexOf(c) < 0 ? OUTSIDE_NUMBERS : 0;
        traits |= INDICATORS.indexOf(c) >= 0 ? INDICATOR : 0;
        traits |= NUMBER_STARTS.indexOf(c) >= 0 ? NUMBER_START : 0;
        traits |= WORD_STARTS.indexOf(c) >= 0 ? WORD_START : 0;
        return traits;
    }

    private static int wideTraits(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            boolean paired = at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
            return paired ? VISIBLE | OUTSIDE_NUMBERS : HALF_PAIR;
        }
        if (Character.isLowSurrogate(c)) {
            boolean paired = at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
            return paired ? VISIBLE | OUTSIDE_NUMBERS : HALF_PAIR;
        }
        return wideTraits(c);
    }

    /** Ranges and no {@link Character#getType}: that one follows the Unicode version of the JVM, our bytes must not. */
    private static int wideTraits(char c) {
        if (c < 0xA0 || isLineEndOrBidiControl(c) || c == 0xFEFF || c >= 0xFFFE) {
            return ESCAPED | VISIBLE;
        }
        return VISIBLE | OUTSIDE_NUMBERS | (looksLikeBlankOrNothing(c) ? NEVER_PLAIN : 0);
    }

    /**
     * U+2028 and U+2029 end a line in YAML 1.1 and not in 1.2. The others make a text look like another one in review
     * (CVE-2021-42574).
     */
    private static boolean isLineEndOrBidiControl(char c) {
        return isIn(0x2028, 0x202E, c) || isIn(0x2066, 0x2069, c) || c == 0x200E || c == 0x200F;
    }

    private static boolean looksLikeBlankOrNothing(char c) {
        return c == 0xA0
                || c == 0xAD
                || c == 0x1680
                || isIn(0x2000, 0x200D, c)
                || c == 0x202F
                || isIn(0x205F, 0x2064, c)
                || c == 0x3000;
    }

    private static boolean isIn(int first, int last, char c) {
        return first <= c && c <= last;
    }
}
