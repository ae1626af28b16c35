package dev.statefulstack.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

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

    /** The goal that writes, to be typed where this one was, with the configuration of this execution. */
    private String mend() {
        MavenProject top = session().getTopLevelProject();
        StringBuilder command = new StringBuilder("mvn");
        Path pom = top.getFile().toPath();
        Path here = Path.of(session().getSystemProperties().getProperty("user.dir"));
        if (!pom.equals(here.resolve("pom.xml"))) {
            command.append(" -f ").append(quoted(pom.startsWith(here) ? here.relativize(pom) : pom));
        }
        if (!project().equals(top)) {
            // With the modules that it needs: -f MODULE would look for them in the repository.
            command.append(" -pl :").append(project().getArtifactId()).append(" -am");
        }
        for (String property : new TreeSet<>(session().getUserProperties().stringPropertyNames())) {
            if (property.startsWith("statefulstack.")) {
                command.append(" -D")
                        .append(quoted(
                                property + "=" + session().getUserProperties().getProperty(property)));
            }
        }
        Plugin plugin = execution().getPlugin();
        // Maven looks for a prefix in the project that it starts with.
        command.append(" compile ")
                .append(top.getPlugin(plugin.getKey()) == null ? plugin.getId() : "statefulstack")
                .append(':');
        String id = execution().getExecutionId();
        String same = id.equals(COMMAND_LINE) ? "" : "@" + id;
        return command + "generate" + same + "\n  before it, " + command + "plan" + same
                + " says what Kubernetes will do with the change";
    }

    private static String quoted(Object text) {
        String word = text.toString();
        return word.matches("[\\w.,:/\\\\=@+-]+") ? word : '"' + word + '"';
    }
}
