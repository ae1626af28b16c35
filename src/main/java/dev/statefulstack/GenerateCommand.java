package dev.statefulstack;

import dev.statefulstack.project.Project;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "generate",
        description = "Writes the manifests of a project, and deletes those of stacks that are gone.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the folder is up to date",
            "1:a stack, a provider or a script is wrong; nothing was written",
            "2:the command line is wrong, or a file cannot be read or written"
        })
final class GenerateCommand extends ProjectCommand {
    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Override
    String run(Project project) throws Problem, IOException {
        return line(project.generate(target.target()));
    }
}
