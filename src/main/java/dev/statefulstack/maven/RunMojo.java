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
 * Evaluates a jshell script, which may use the project's classes, and prints the manifests of the stacks that it emits.
 * Works without a project too. Say <code>mvn -q</code>, or name a file for the manifests.
 */
@Mojo(
        name = "run",
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class RunMojo extends LibraryMojoBase {
    /** The script. A relative path begins at the project, or where Maven was started. */
    @Parameter(property = "statefulstack.script", required = true)
    private String script;

    /** A file for the manifests instead of standard output. */
    @Parameter(property = "statefulstack.output")
    private @Nullable File output;

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        Documents.write(run(library, List.of("run", file())), output, mavenVersion());
    }

    private String file() {
        File base = project().getBasedir();
        File inProject = new File(base, script);
        return base != null && inProject.isFile() ? inProject.getPath() : script;
    }
}
