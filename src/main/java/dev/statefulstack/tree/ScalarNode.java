package dev.statefulstack.tree;

import java.util.Objects;

/**
 * A single value, kept as the text that stands for it in YAML.
 *
 * @param kind what the text means; a {@link Kind#STRING} is quoted by the writer where a reader could mistake it
 * @param text for a string the string itself, for the other kinds their plain spelling in JSON
 * @param spelling what stood in the file it was read from: {@code 0644} for the number 420, {@code on} for the key
 *     {@code true}; else the same as the text. Quotes and escapes are no part of it
 */
public record ScalarNode(Kind kind, String text, Position position, String spelling) implements Node {
    /** The types that Kubernetes' JSON knows. */
    public enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    public ScalarNode {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
        Objects.requireNonNull(position);
        Objects.requireNonNull(spelling);
    }

    public ScalarNode(Kind kind, String text, Position position) {
        this(kind, text, position, text);
    }

    public static ScalarNode string(String text) {
        return new ScalarNode(Kind.STRING, text, Position.NONE);
    }

    public static ScalarNode integer(long value) {
        return new ScalarNode(Kind.INTEGER, Long.toString(value), Position.NONE);
    }

    public static ScalarNode bool(boolean value) {
        return new ScalarNode(Kind.BOOLEAN, Boolean.toString(value), Position.NONE);
    }

    public static ScalarNode nil() {
        return new ScalarNode(Kind.NULL, "null", Position.NONE);
    }
}
