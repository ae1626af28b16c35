package dev.statefulstack.stack;

/**
 * Something that users can say about a stack, by the name of the method that says it.
 *
 * @param <T> type of the value
 */
@SuppressWarnings("UnusedTypeParameter") // it ties an option to the type of its values
public final class Option<T> {
    private final String method;

    private Option(String method) {
        this.method = method;
    }

    public static <T> Option<T> of(String method) {
        return new Option<>(method);
    }

    String method() {
        return method;
    }
}
