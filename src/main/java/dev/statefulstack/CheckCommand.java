package dev.statefulstack;

import dev.statefulstack.project.Project;
import dev.statefulstack.script.Problem;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = "Holds a folder of manifests against what the stacks give now. Writes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the folder is up to date",
            "1:it is not, or a stack, a provider or a script is wrong",
            "2:the command line is wrong, or a file cannot be read"
        })
final class CheckCommand extends ProjectCommand {
    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--mend",
            paramLabel = "COMMAND",
            description = "What to type to bring the folder up to date; it is only shown.")
    private String mend = "the command generate with the same options";

    @Override
    String run(Project project) throws Problem, IOException {
        return line(project.check(target.target(), mend));
    }
}
