package dev.statefulstack;

import java.io.PrintStream;

public final class Main {
    private Main() {}

    public static int run(PrintStream out, PrintStream err, PrintStream failure, String... arguments) {
        failure.println("Unmatched argument at index 0: '" + arguments[0] + "'");
        return 2;
    }
}
