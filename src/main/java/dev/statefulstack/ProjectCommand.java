package dev.statefulstack;

import dev.statefulstack.project.Project;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A command about the stacks of a project. */
@SuppressWarnings("NullAway.Init") // picocli sets the parent
abstract class ProjectCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    /** Does what the command is for. */
    abstract void run(Project project, PrintStream out) throws Problem, IOException;

    @Override
    public final Integer call() {
        try {
            run(new Project(sources.sources(), main.err), main.out);
            return CommandLine.ExitCode.OK;
        } catch (Problem e) {
            main.err.println(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            main.err.println("a file cannot be read or written: " + e);
            return CommandLine.ExitCode.USAGE;
        }
    }

    static void say(PrintStream out, String line) {
        if (!line.isEmpty()) {
            out.println(line);
        }
    }
}
