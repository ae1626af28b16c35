package dev.statefulstack.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal about the stacks of a project. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public abstract class StacksMojoBase extends LibraryMojoBase {
    /**
     * The classes that say which stacks there are. Where none is named, all public classes of the project that implement
     * StackProvider.
     */
    @Parameter(property = "statefulstack.providers")
    private List<@Nullable String> providers;

    /** A folder of jshell scripts. Scripts in a folder of it belong to the environment of that name. */
    @Parameter(property = "statefulstack.scripts", defaultValue = "${project.basedir}/src/main/statefulstack")
    private File scripts;

    /** Nothing can be compiled in a project without code of its own, which only holds others together. */
    @Override
    boolean isSkipped() {
        return super.isSkipped() || project().getPackaging().equals("pom");
    }

    /** The command with the options that say where stacks come from. */
    final List<String> command(String name) throws MojoFailureException, MojoExecutionException {
        refuseUncompiled();
        List<String> command = new ArrayList<>(List.of(name));
        if (providers.isEmpty()) {
            command.addAll(List.of("--classes", project().getBuild().getOutputDirectory()));
        }
        for (String provider : items("providers", providers, "com.example.Platform")) {
            command.addAll(List.of("--provider", provider));
        }
        command.addAll(List.of("--scripts", scripts.getPath()));
        if (session().getRequest().isShowErrors()) {
            command.add("--stack-traces");
        }
        return command;
    }

    /** Without its classes a project has no stacks, and all its manifests would count as left behind. */
    private void refuseUncompiled() throws MojoFailureException, MojoExecutionException {
        if (holds(Path.of(project().getBuild().getOutputDirectory()), ".class")) {
            return;
        }
        for (String root : project().getCompileSourceRoots()) {
            if (holds(Path.of(root), ".java")) {
                throw new MojoFailureException("the project is not compiled, so its stacks are not known"
                        + "\n  fix: say compile before the goal, as in mvn compile statefulstack:generate");
            }
        }
    }

    private static boolean holds(Path folder, String ending) throws MojoExecutionException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending)
                    // No class need come of it.
                    && !file.endsWith("package-info" + ending));
        } catch (IOException e) {
            throw new MojoExecutionException(folder + " cannot be read: " + e, e);
        }
    }
}
