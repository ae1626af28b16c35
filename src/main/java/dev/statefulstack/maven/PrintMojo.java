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
 * Prints the manifests of the project's stacks and nothing else. Say <code>mvn -q</code>, or name a file: Maven itself
 * writes to standard output, its errors even with -q.
 */
@Mojo(name = "print", requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class PrintMojo extends StacksMojoBase {
    /** The names of the environments to print. Default: all. */
    @Parameter(property = "statefulstack.environments")
    private List<@Nullable String> environments;

    /** A file for the manifests instead of standard output. */
    @Parameter(property = "statefulstack.output")
    private @Nullable File output;

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        List<String> command = command("print");
        for (String environment : items("environments", environments, "production")) {
            command.addAll(List.of("--environment", environment));
        }
        Documents.write(run(library, command), output, mavenVersion());
    }
}
