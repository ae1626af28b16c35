package dev.statefulstack.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal about the folder of manifests. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public abstract class FolderMojoBase extends StacksMojoBase {
    /** The folder of the manifests. To keep them in version control, name a folder outside of target. */
    @Parameter(
            property = "statefulstack.outputDirectory",
            defaultValue = "${project.build.directory}/generated-manifests")
    private File outputDirectory;

    /**
     * How manifests are shared out to files: "stack" for kafka.yaml, one file for each stack; "resource" for
     * kafka/kafka.statefulset.yaml, one for each object. Each environment has a folder of its own in both.
     */
    @Parameter(property = "statefulstack.layout", defaultValue = "stack")
    private String layout;

    /** Whether each environment gets a kustomization.yaml, which lists its manifests. */
    @Parameter(property = "statefulstack.kustomization", defaultValue = "false")
    private boolean kustomization;

    /**
     * Patterns of manifests in the folder that are not made from stacks and belong there, such as base/** or
     * kustomization.yaml.
     */
    @Parameter(property = "statefulstack.keep")
    private List<@Nullable String> keep;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    final MojoExecution execution() {
        return execution;
    }

    /** The command with the options that say where manifests are. */
    final List<String> folderCommand(String name) throws MojoFailureException, MojoExecutionException {
        if (project().getBasedir().toPath().startsWith(outputDirectory.toPath().normalize())) {
            throw new MojoExecutionException(
                    "outputDirectory is " + outputDirectory + ", which holds the project itself"
                            + "\n  why: every YAML file below it would count as a manifest, those of target and of .git too"
                            + "\n  fix: <outputDirectory>${project.basedir}/manifests</outputDirectory>");
        }
        new Executions(project(), execution).refuseOneFolderForOtherStacks();
        List<String> command = command(name);
        command.addAll(List.of("--output", outputDirectory.getPath(), "--layout", layout));
        command.addAll(
                List.of("--owner", project().getGroupId() + ":" + project().getArtifactId()));
        if (kustomization) {
            command.add("--kustomization");
        }
        for (String pattern : items("keep", keep, "kustomization.yaml")) {
            command.addAll(List.of("--keep", pattern));
        }
        return command;
    }
}
