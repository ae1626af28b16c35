package dev.statefulstack.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Starts jshell with the project's class path, and with the names that scripts have already imported. Works without a
 * project too.
 */
@Mojo(
        name = "jshell",
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
        threadSafe = true)
public final class JshellMojo extends LibraryMojoBase {
    private static final String STARTUP = "dev/statefulstack/statefulstack.jsh";

    @Override
    void run(Library library) throws MojoExecutionException, MojoFailureException {
        try {
            Path startup = Files.createTempFile("statefulstack", ".jsh");
            try {
                Files.write(startup, library.resource(STARTUP));
                start(library.classPath(), startup);
            } finally {
                Files.delete(startup);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("jshell cannot be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("jshell was interrupted", e);
        }
    }

    /** A process of its own: it needs the terminal as it is, which Maven has put its own streams before. */
    private static void start(String classPath, Path startup)
            throws IOException, InterruptedException, MojoExecutionException, MojoFailureException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jshell");
        if (!Files.exists(tool) && !Files.exists(Path.of(tool + ".exe"))) {
            throw new MojoExecutionException(
                    "there is no jshell in " + System.getProperty("java.home") + "\n  fix: run Maven with a JDK");
        }
        // "DEFAULT" brings jshell's own imports, which a startup file of one's own would replace.
        List<String> command = List.of(
                tool.toString(), "--class-path", classPath, "--startup", "DEFAULT", "--startup", startup.toString());
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new MojoFailureException("jshell ended with " + exitCode);
        }
    }
}
