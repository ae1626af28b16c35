package dev.statefulstack.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Looks for mistakes around StatefulSets and headless Services in anybody's YAML. Works without a project too, with
 * -Dstatefulstack.files=FOLDER.
 */
@Mojo(
        name = "lint",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class LintMojo extends LibraryMojoBase {
    /** Files, folders, or patterns such as k8s/**.yaml. Default: the folder of the manifests. */
    @Parameter(property = "statefulstack.files")
    private List<@Nullable String> files;

    /** The folder of the manifests, which is looked at where no files are named. */
    @Parameter(
            property = "statefulstack.outputDirectory",
            defaultValue = "${project.build.directory}/generated-manifests")
    private File outputDirectory;

    /** From which severity on the goal fails: "error" or "warning". */
    @Parameter(property = "statefulstack.lint.failOn", defaultValue = "warning")
    private String lintFailOn;

    /** How findings are told: "text", "json" or "sarif". */
    @Parameter(property = "statefulstack.lint.format", defaultValue = "text")
    private String lintFormat;

    /** A file for what is told, instead of Maven's log. It is written whether the goal fails or not. */
    @Parameter(property = "statefulstack.output")
    private @Nullable File output;

    /** Whether this goal does nothing. */
    @Parameter(property = "statefulstack.lint.skip", defaultValue = "false")
    private boolean skipLint;

    @Override
    boolean isSkipped() {
        return super.isSkipped() || skipLint;
    }

    @Override
    String parameter(String option) {
        return switch (option) {
            case "fail-on" -> "lintFailOn";
            case "format" -> "lintFormat";
            default -> super.parameter(option);
        };
    }

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        if (files.isEmpty() && !outputDirectory.exists()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("lint", "--fail-on", lintFailOn, "--format", lintFormat));
        command.addAll(files.isEmpty() ? List.of(outputDirectory.getPath()) : items("files", files, "k8s/**.yaml"));
        Library.Outcome outcome = library.run(command);
        if (output == null) {
            tell(outcome);
        } else {
            Documents.write(outcome.out(), output, mavenVersion());
        }
        judge(outcome);
    }
}
