package dev.statefulstack;

import dev.statefulstack.project.Project;
import dev.statefulstack.script.Problem;
import dev.statefulstack.script.UserCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A command about the stacks of a project. */
@SuppressWarnings("NullAway.Init") // picocli sets the parent
abstract class ProjectCommand implements Callable<Integer> {
    static final String ENDED = "the JVM was ended before the command was"
            + "\n  why: the run was interrupted, or a provider, an edit or a library of theirs calls System.exit"
            + "\n  fix: throw an exception where the stacks cannot be told";

    @ParentCommand
    private Main main;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    /** Does what the command is for, and answers what to print. */
    abstract String run(Project project) throws Problem, IOException;

    @Override
    public final Integer call() {
        sources.refuseNone("");
        // All of it: stacks run their edits when they are asked for manifests.
        return UserCode.run(main.err, ENDED, this::exitCode);
    }

    private Integer exitCode() {
        try {
            print(answer());
            return CommandLine.ExitCode.OK;
        } catch (Problem e) {
            main.failure.println(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            main.failure.println("a file cannot be read or written: " + e);
            return CommandLine.ExitCode.USAGE;
        }
    }

    /** The line of progress is gone when this returns, so that nothing is written behind it. */
    private String answer() throws Problem, IOException {
        try (ProgressLine progress = ProgressLine.on(main.err)) {
            return run(new Project(sources.sources(), main.err, progress));
        }
    }

    /** As bytes: print() would turn what the locale's charset lacks into question marks. */
    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        main.out.write(bytes, 0, bytes.length);
        main.out.flush();
    }

    static String line(String text) {
        return text.isEmpty() ? "" : text + System.lineSeparator();
    }
}
