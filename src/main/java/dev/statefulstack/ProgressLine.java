package dev.statefulstack;

import dev.statefulstack.project.Progress;
import java.io.Console;
import java.io.PrintStream;

/** A line on a terminal that tells how far long work has come, and goes away when it is done. */
final class ProgressLine implements Progress, AutoCloseable {
    /** Between two looks of a person, in nanoseconds. Short work shows nothing. */
    private static final long STEP = 500_000_000;

    private final PrintStream err;
    private final boolean isShown;
    private long next = System.nanoTime() + STEP;
    private int done;
    private int width;

    private ProgressLine(PrintStream err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    /** Silent where nobody looks: in a file, in a pipe, and under Maven. */
    static ProgressLine on(PrintStream err) {
        return new ProgressLine(err, err == System.err && isTerminal());
    }

    /** From Java 22 on there is a console without a terminal as well, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // the other case is asked about below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public synchronized void add(int stacks) {
        done += stacks;
        if (isShown && System.nanoTime() > next) {
            next = System.nanoTime() + STEP;
            show(done + " stacks");
        }
    }

    private void show(String text) {
        width = text.length();
        err.print("\r" + text);
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
        }
    }
}
