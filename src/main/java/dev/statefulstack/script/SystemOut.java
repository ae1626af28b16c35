package dev.statefulstack.script;

import java.io.PrintStream;

/**
 * Keeps what users' code prints away from standard output while it runs: documents alone go there.
 *
 * <p>Standard output belongs to the whole JVM, so only one can be inside at a time; others wait. The lock belongs to the
 * JVM as well: of a class, each class loader has another.
 */
public final class SystemOut {
    /** What runs inside. */
    @FunctionalInterface
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    private SystemOut() {}

    /** Runs with {@code System.out} being another stream. */
    public static <T, E extends Exception> T redirected(PrintStream other, Action<T, E> action) throws E {
        synchronized (Runtime.getRuntime()) {
            PrintStream before = System.out;
            System.setOut(other);
            try {
                return action.run();
            } finally {
                System.setOut(before);
            }
        }
    }
}
