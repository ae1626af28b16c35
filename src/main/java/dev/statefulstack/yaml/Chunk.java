package dev.statefulstack.yaml;

import dev.statefulstack.tree.Position;

/**
 * The text of one document, and where it begins.
 *
 * <p>kubectl cuts a file at lines that begin with {@code ---} before it reads any YAML (apimachinery
 * pkg/util/yaml/decoder.go, YAMLReader), so what is wrong with one document leaves the others alone.
 *
 * @param line of the first character, counted from 1
 */
record Chunk(String file, String text, int line) {
    private static final String SOURCE = "# Source:";

    /** A place, by line and column within the text, both counted from 0. */
    Position position(int line, int column) {
        return new Position(file, this.line + line, column + 1);
    }

    Position positionOf(int index) {
        int line = 0;
        int start = 0;
        for (int feed = text.indexOf('\n'); feed >= 0 && feed < index; feed = text.indexOf('\n', start)) {
            line++;
            start = feed + 1;
        }
        return position(line, text.codePointCount(start, index));
    }

    /** Whether there is nothing but blank lines and comments. */
    boolean isEmpty() {
        return contentStart() == text.length();
    }

    /** The template that Helm names in the comments before the content; empty without one. */
    String template() {
        String comments = text.substring(0, contentStart());
        int source = comments.indexOf(SOURCE);
        if (source < 0) {
            return "";
        }
        int end = comments.indexOf('\n', source);
        return comments.substring(source + SOURCE.length(), end < 0 ? comments.length() : end)
                .strip();
    }

    /** Whether it is JSON to kubectl, which allows tabs between values. */
    boolean isJson() {
        return text.startsWith("{", contentStart());
    }

    private int contentStart() {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int first = start;
            while (first < end && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            if (first < end && text.charAt(first) != '#') {
                return first;
            }
            start = end + 1;
        }
        return text.length();
    }
}
