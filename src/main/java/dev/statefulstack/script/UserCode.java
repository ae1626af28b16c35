package dev.statefulstack.script;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps two things from users' code while it runs: standard output, where documents alone go, and an end of the JVM that
 * counts as a success.
 *
 * <p>Both belong to the whole JVM, so only one can be inside at a time; others wait. The lock belongs to the JVM as well:
 * of a class, each class loader has another.
 */
public final class UserCode {
    /** What runs inside. */
    @FunctionalInterface
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    private UserCode() {}

    /**
     * Runs with {@code System.out} being another stream.
     *
     * @param ended said, on standard error, if the JVM ends meanwhile; its exit code is {@link ScriptRunner#WRONG} then
     */
    public static <T, E extends Exception> T run(PrintStream out, String ended, Action<T, E> action) throws E {
        synchronized (Runtime.getRuntime()) {
            PrintStream before = System.out;
            // All that Java has for this since the security manager went (JEP 411).
            Thread guard = new Thread(() -> end(ended));
            Runtime.getRuntime().addShutdownHook(guard);
            System.setOut(out);
            try {
                return action.run();
            } finally {
                System.setOut(before);
                Runtime.getRuntime().removeShutdownHook(guard);
            }
        }
    }

    private static void end(String message) {
        // Not through System.err, which may be a stream of Maven's that nobody reads any more.
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody is left who could be told.
        } finally {
            Runtime.getRuntime().halt(ScriptRunner.WRONG);
        }
    }
}
