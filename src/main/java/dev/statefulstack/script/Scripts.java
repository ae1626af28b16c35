package dev.statefulstack.script;

import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.Manifests;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What scripts import statically.
 *
 * <pre>{@code
 * emit(
 *     StatefulStack.kafka("kafka")
 *         .namespace("production")
 *         .replicas(3)
 * );
 * }</pre>
 *
 * <p>Under {@code dev.statefulstack.Main run} the stacks of all calls are checked together and written once the script
 * has ended well. Elsewhere, in plain {@code jshell} and in a single-file program, each call checks its own stacks and
 * writes them to standard output at once, as UTF-8 whatever the locale; findings that are no errors go to standard
 * error.
 */
public final class Scripts {
    private static volatile Receiver receiver = new StandardOutput();

    private Scripts() {}

    /** See {@link #emit(Collection)}. */
    public static void emit(AnyStack... stacks) {
        emit(Arrays.asList(stacks));
    }

    /** For those who prefer {@code emit(() -> ...)}; the stack is asked for at once. See {@link #emit(Collection)}. */
    public static void emit(Supplier<? extends AnyStack> stack) {
        emit(Collections.singletonList(stack.get()));
    }

    /**
     * Hands over stacks that belong together.
     *
     * @throws InvalidStackException if a stack has errors, or the stacks have when they are seen together; nothing of
     *     this call is written then. Under {@code run} the script goes on, and the errors are reported at its end
     * @throws NullPointerException if a stack is null
     * @see Manifests#of(Collection)
     */
    public static void emit(Collection<? extends AnyStack> stacks) {
        for (AnyStack stack : stacks) {
            if (stack == null) {
                throw new NullPointerException("emit was given null where a stack belongs");
            }
        }
        receiver.take(List.copyOf(stacks));
    }

    /** Sends what is emitted to {@code next}, and returns who got it before. */
    static Receiver redirect(Receiver next) {
        Receiver before = receiver;
        receiver = next;
        return before;
    }
}
