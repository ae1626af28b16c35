package dev.statefulstack;

import dev.statefulstack.check.Severity;
import dev.statefulstack.lint.Lint;
import dev.statefulstack.lint.LintResult;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs the lint for the command line: findings go to standard output, what went wrong to the other one. */
final class LintCommand {
    private static final String STANDARD_INPUT = "-";

    private final PrintStream out;
    private final PrintStream err;

    LintCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit code. */
    int run(
            List<String> paths,
            Main.FailOn failOn,
            Main.Format format,
            @Nullable String namespace,
            @Nullable String kubernetesVersion) {
        List<String> files = new ArrayList<>(paths);
        boolean input = files.removeIf(STANDARD_INPUT::equals);
        Lint lint = StatefulStack.lint(files.toArray(new String[0]));
        lint = input ? lint.input(System.in) : lint;
        lint = namespace == null ? lint : lint.namespace(namespace);
        if (kubernetesVersion != null) {
            try {
                lint = lint.kubernetesVersion(kubernetesVersion);
            } catch (IllegalArgumentException e) {
                err.println("--kubernetes-version: " + e.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
        }
        LintResult result = lint.run();
        boolean colour = format == Main.Format.text && out == System.out && CommandLine.Help.Ansi.AUTO.enabled();
        byte[] text = result.as(format.name(), colour).getBytes(StandardCharsets.UTF_8);
        out.write(text, 0, text.length);
        out.flush();
        if (format != Main.Format.text) {
            for (String failure : result.failures()) {
                err.println("cannot read " + failure);
            }
        }
        return result.exitCode(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)));
    }
}
