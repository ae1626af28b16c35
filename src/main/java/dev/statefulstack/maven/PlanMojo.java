package dev.statefulstack.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Says what Kubernetes will do when the manifests that the stacks give now are applied over those that are in the folder,
 * or were in it at a git revision. Writes nothing. Fails where the change would be rejected, ignored or risky.
 */
@Mojo(name = "plan", requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class PlanMojo extends StacksMojoBase {
    /** The folder of the manifests, which holds what is applied today. */
    @Parameter(
            property = "statefulstack.outputDirectory",
            defaultValue = "${project.build.directory}/generated-manifests")
    private File outputDirectory;

    /** What is applied today where that is not in the folder: a folder of a git revision, such as HEAD:manifests. */
    @Parameter(property = "statefulstack.from")
    private @Nullable String from;

    /** How manifests are shared out to files; see the goal generate. */
    @Parameter(property = "statefulstack.layout", defaultValue = "stack")
    private String layout;

    /** The names of the environments to look at. Default: all. */
    @Parameter(property = "statefulstack.environments")
    private List<@Nullable String> environments;

    /** Which effects fail the goal: see "plan --help" of the command line. Default: rejected,at-risk,ignored. */
    @Parameter(property = "statefulstack.failOn")
    private @Nullable String failOn;

    /** The version of Kubernetes that the manifests are applied to. */
    @Parameter(property = "statefulstack.kubernetesVersion", defaultValue = "1.28")
    private String kubernetesVersion;

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        List<String> command = command("plan");
        command.addAll(List.of("--layout", layout, "--kubernetes-version", kubernetesVersion));
        if (failOn != null) {
            command.addAll(List.of("--fail-on", failOn));
        }
        for (String environment : items("environments", environments, "production")) {
            command.addAll(List.of("--environment", environment));
        }
        command.add(from == null ? outputDirectory.getPath() : from);
        info(run(library, command));
    }
}
