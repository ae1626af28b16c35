package dev.statefulstack.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails where the folder of manifests is not what the stacks give now: a file is missing, changed or left over. Writes
 * nothing.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class CheckMojo extends FolderMojoBase {
    private static final String COMMAND_LINE = "default-cli";

    /** Whether this goal does nothing. */
    @Parameter(property = "statefulstack.check.skip", defaultValue = "false")
    private boolean skipCheck;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    @Override
    boolean isSkipped() {
        return super.isSkipped() || skipCheck;
    }

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        List<String> command = folderCommand("check");
        command.addAll(List.of("--mend", mend()));
        info(run(library, command));
    }

    /** The goal that writes, from the folder that Maven was started in, with the configuration of this execution. */
    private String mend() {
        Path start = Path.of(session().getExecutionRootDirectory());
        Path here = project().getFile().toPath();
        String module = here.equals(start.resolve("pom.xml")) ? "" : " -f " + start.relativize(here);
        String id = execution.getExecutionId();
        return "mvn" + module + " compile statefulstack:generate" + (id.equals(COMMAND_LINE) ? "" : "@" + id);
    }
}
