package dev.statefulstack.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal that runs a command of the library, and the one place that turns its exit code into what Maven knows. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public abstract class LibraryMojoBase extends AbstractMojo {
    /** The command found something wrong, in the words of {@code Main}. */
    private static final int WRONG = 1;

    /** An option of a command, as it names it when it is given something unusable. */
    private static final Pattern OPTION = Pattern.compile("(?:option )?'?--([a-z]+(?:-[a-z]+)*)'?(?=:)");

    /** A line that is not indented begins the next remark. */
    private static final Pattern REMARK = Pattern.compile("\\R(?=\\S)");

    /** How remarks begin that are only worth knowing. */
    private static final String INFO = "info ";

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true)
    private List<Artifact> pluginArtifacts;

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    private String pluginVersion;

    @Parameter(defaultValue = "${maven.version}", readonly = true)
    private String mavenVersion;

    /** Whether all goals do nothing. */
    @Parameter(property = "statefulstack.skip", defaultValue = "false")
    private boolean skip;

    /** Whether the goal has nothing to do here. */
    boolean isSkipped() {
        return skip;
    }

    /** What the goal does. */
    abstract void run(Library library) throws MojoExecutionException, MojoFailureException;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("skipped");
            return;
        }
        try (Library library = Library.on(classPath(), own(), pluginVersion)) {
            run(library);
        }
    }

    /**
     * Runs a command.
     *
     * @return what it wrote to standard output; what it said besides is logged as a warning
     * @throws MojoFailureException if it finds something wrong
     * @throws MojoExecutionException if it cannot do its work
     */
    final String run(Library library, List<String> command) throws MojoExecutionException, MojoFailureException {
        Library.Outcome outcome = library.run(command);
        if (outcome.exitCode() != 0) {
            tell(outcome);
        }
        judge(outcome);
        return outcome.out();
    }

    /**
     * Logs what a command said besides, or ends the goal as the command ended.
     *
     * @throws MojoFailureException if it found something wrong
     * @throws MojoExecutionException if it could not do its work
     */
    final void judge(Library.Outcome outcome) throws MojoExecutionException, MojoFailureException {
        log(outcome.remarks());
        if (outcome.exitCode() == 0) {
            return;
        }
        String said = outcome.failure().isEmpty() ? "see what is said above" : outcome.failure();
        if (outcome.exitCode() == WRONG) {
            throw new MojoFailureException(said);
        }
        throw new MojoExecutionException(
                OPTION.matcher(said).replaceFirst(option -> "parameter " + parameter(option.group(1))));
    }

    /** The name in the POM of what is an option of the command: layout for layout, failOn for fail-on. */
    String parameter(String option) {
        if (option.equals("environment") || option.equals("provider")) {
            return option + "s";
        }
        StringBuilder name = new StringBuilder();
        for (String word : option.split("-", -1)) {
            name.append(name.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    /**
     * The items of a list.
     *
     * @param parameter its name in the POM
     * @param example what an item looks like
     * @throws MojoExecutionException if one is empty, as of {@code <keep><x/></keep>}
     */
    static List<String> items(String parameter, List<@Nullable String> list, String example)
            throws MojoExecutionException {
        List<String> items = new ArrayList<>();
        for (String item : list) {
            if (item == null || item.isBlank()) {
                throw new MojoExecutionException("the parameter " + parameter + " has an empty item"
                        + "\n  fix: remove it, or write one such as <item>" + example + "</item>");
            }
            items.add(item);
        }
        return items;
    }

    /** Each remark by itself, and what is only worth knowing not as a warning. */
    private void log(String remarks) {
        for (String remark : REMARK.split(remarks, -1)) {
            if (remark.startsWith(INFO)) {
                getLog().info(remark);
            } else if (!remark.isEmpty()) {
                getLog().warn(remark);
            }
        }
    }

    final void info(String said) {
        said.lines().forEach(getLog()::info);
    }

    /** Logs what a command wrote; where it found something wrong, as errors, which mvn -q shows as well. */
    final void tell(Library.Outcome outcome) {
        outcome.out().lines().forEach(outcome.exitCode() == 0 ? getLog()::info : getLog()::error);
    }

    final MavenProject project() {
        return project;
    }

    final MavenSession session() {
        return session;
    }

    final String mavenVersion() {
        return mavenVersion;
    }

    /** The project's classes and dependencies, those that only the compiler needs as well. */
    private List<File> classPath() throws MojoExecutionException {
        Set<File> files = new LinkedHashSet<>();
        try {
            for (String element : project.getRuntimeClasspathElements()) {
                files.add(new File(element));
            }
            for (String element : project.getCompileClasspathElements()) {
                files.add(new File(element));
            }
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("the project's class path is not known: " + e.getMessage(), e);
        }
        return List.copyOf(files);
    }

    private List<File> own() {
        List<File> files = new ArrayList<>();
        for (Artifact artifact : pluginArtifacts) {
            files.add(artifact.getFile());
        }
        return files;
    }
}
