package dev.statefulstack.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes the manifests of the project's stacks, and deletes those that it wrote for stacks that are gone. Files that are
 * equal are not touched. Where anything is wrong, nothing is written.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
public final class GenerateMojo extends FolderMojoBase {
    /** Whether this goal does nothing. */
    @Parameter(property = "statefulstack.generate.skip", defaultValue = "false")
    private boolean skipGenerate;

    @Override
    boolean isSkipped() {
        return super.isSkipped() || skipGenerate;
    }

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        info(run(library, folderCommand("generate")));
    }
}
