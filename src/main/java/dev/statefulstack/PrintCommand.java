package dev.statefulstack;

import dev.statefulstack.project.Project;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "print",
        description = "Prints the manifests of a project.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the manifests were printed",
            "1:a stack, a provider or a script is wrong, or there is no such environment",
            "2:the command line is wrong, or a file cannot be read"
        })
final class PrintCommand extends ProjectCommand {
    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Prints this one alone; may be said several times. Default: all.")
    private final List<String> environments = new ArrayList<>();

    @Override
    String run(Project project) throws Problem, IOException {
        return project.print(environments);
    }
}
