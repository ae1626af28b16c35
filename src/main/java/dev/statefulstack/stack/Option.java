package dev.statefulstack.stack;

import org.jspecify.annotations.Nullable;

/**
 * Something that users can say about a stack, by the name of the method that says it.
 *
 * @param <T> type of the value
 */
public final class Option<T> {
    private final String method;
    private final @Nullable Option<T> other;

    private Option(String method, @Nullable Option<T> other) {
        this.method = method;
        this.other = other;
    }

    public static <T> Option<T> of(String method) {
        return new Option<>(method, null);
    }

    /** The same option said by another method, which findings then quote. */
    public Option<T> called(String method) {
        return new Option<>(method, this);
    }

    String method() {
        return method;
    }

    /** What settings are filed under. */
    Option<T> key() {
        return other == null ? this : other;
    }
}
