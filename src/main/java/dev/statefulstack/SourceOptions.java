package dev.statefulstack;

import dev.statefulstack.project.Sources;
import dev.statefulstack.script.ScriptCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the stacks of a project come from, on the command line. */
@SuppressWarnings("NullAway.Init") // picocli sets the command
final class SourceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--classes",
            paramLabel = "FOLDER",
            description = "Compiled classes that are searched for providers of stacks. They must be on the class path.")
    private final List<Path> classes = new ArrayList<>();

    @Option(
            names = "--provider",
            paramLabel = "CLASS",
            description = "A provider of stacks, by name. Nothing is searched then.")
    private final List<String> providers = new ArrayList<>();

    @Option(
            names = "--scripts",
            paramLabel = "FOLDER",
            description = "jshell scripts; those in a folder of it belong to the environment of that name.")
    private @Nullable Path scripts;

    @Option(names = "--stack-traces", description = "Shows where a provider throws in full.")
    private boolean stackTraces;

    @Option(names = "--no-cache", description = "Compiles scripts even if they have not changed.")
    private boolean noCache;

    /**
     * Looks whether one was used.
     *
     * @param before what else is missing, to be said first
     */
    void refuseNone(String before) {
        if (classes.isEmpty() && providers.isEmpty() && scripts == null) {
            throw new ParameterException(
                    command.commandLine(),
                    before + "nothing says where the project's stacks come from; use --classes, --provider or --scripts"
                            + (before.isEmpty() ? "" : ", or name a folder or file as NEW"));
        }
    }

    Sources sources() {
        return new Sources(
                classes, providers, scripts, noCache ? ScriptCache.none() : ScriptCache.ofUser(), stackTraces);
    }
}
