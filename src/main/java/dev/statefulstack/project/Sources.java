package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import dev.statefulstack.script.Problem;
import dev.statefulstack.script.ScriptCache;
import dev.statefulstack.script.ScriptRunner;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackGroup;
import dev.statefulstack.stack.StackProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a project's stacks come from.
 *
 * @param classes folders of compiled classes that are searched for providers, unless some are named
 * @param providers the names of providers
 * @param scripts a folder of jshell scripts, or null; what lies in a folder of it belongs to the environment of that name
 * @param cache of what scripts were compiled to
 * @param stackTraces whether what a provider throws is shown with all of its lines
 */
public record Sources(
        List<Path> classes,
        List<String> providers,
        @Nullable Path scripts,
        ScriptCache cache,
        boolean stackTraces) {
    private static final String SCRIPT = ".jsh";

    public Sources {
        classes = List.copyOf(classes);
        providers = List.copyOf(providers);
    }

    /**
     * The stacks of each environment, by its name, in the order in which they were said: providers by the names of their
     * classes, then scripts by their paths.
     *
     * @param err gets what providers and scripts print
     * @throws Problem with everything that a provider or a script throws
     */
    Map<String, PlannedEnvironment> read(PrintStream err) throws Problem, IOException {
        Map<String, PlannedEnvironment> groups = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        Providers finder = new Providers(Objects.requireNonNull(Sources.class.getClassLoader()), err, stackTraces);
        for (Class<? extends StackProvider> provider : providers(finder, problems)) {
            try {
                for (Environment environment : finder.environments(provider)) {
                    PlannedEnvironment group = group(groups, environment.name());
                    for (AnyStack stack : environment.stacks()) {
                        group.add(new Planned(stack, provider.getName(), null));
                    }
                }
            } catch (Problem e) {
                problems.add(e);
            }
        }
        for (Path script : scriptFiles()) {
            try {
                StackGroup emitted = new ScriptRunner(err, err, cache).stacks(script.toString());
                group(groups, environment(script)).addAll(emitted);
            } catch (Problem e) {
                problems.add(e);
            }
        }
        refuseSameFolder(groups.keySet(), problems);
        refuse(problems, groups);
        return groups;
    }

    private List<Class<? extends StackProvider>> providers(Providers finder, List<Problem> problems)
            throws IOException {
        if (providers.isEmpty()) {
            return finder.find(classes, problems);
        }
        List<Class<? extends StackProvider>> named = new ArrayList<>();
        for (String name : providers) {
            try {
                named.add(finder.named(name));
            } catch (Problem e) {
                problems.add(e);
            }
        }
        return named;
    }

    private List<Path> scriptFiles() throws IOException {
        if (scripts == null || !Files.isDirectory(scripts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(scripts)) {
            return files.filter(file -> file.toString().endsWith(SCRIPT) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private String environment(Path script) throws Problem {
        Path folder = Objects.requireNonNull(scripts).relativize(Objects.requireNonNull(script.getParent()));
        String name = folder.toString().replace('\\', '/');
        try {
            return name.isEmpty() ? name : Environment.of(name).name();
        } catch (IllegalArgumentException e) {
            throw Problem.wrong(script + ": " + e.getMessage());
        }
    }

    private static PlannedEnvironment group(Map<String, PlannedEnvironment> groups, String environment) {
        return groups.computeIfAbsent(environment, name -> new PlannedEnvironment());
    }

    private static void refuseSameFolder(Set<String> environments, List<Problem> problems) {
        Map<String, String> folders = new HashMap<>();
        for (String name : environments) {
            String other = folders.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                problems.add(Problem.wrong("the environments '" + other + "' and '" + name + "' would have one folder"
                        + "\n  why: Windows and macOS do not tell capital letters from small ones"
                        + "\n  fix: write both the same, or give one another name"));
            }
        }
    }

    /** All at once, with what is wrong with the stacks that could be read. */
    private static void refuse(List<Problem> problems, Map<String, PlannedEnvironment> groups) throws Problem {
        if (problems.isEmpty()) {
            return;
        }
        List<String> messages = new ArrayList<>();
        boolean wrong = false;
        for (Problem problem : problems) {
            messages.add(problem.getMessage());
            wrong |= problem.exitCode() == ScriptRunner.WRONG;
        }
        for (PlannedEnvironment group : groups.values()) {
            for (Finding error : group.group().errors()) {
                messages.add(error.toString());
            }
        }
        String all = String.join("\n\n", messages);
        throw wrong ? Problem.wrong(all) : Problem.unreadable(all);
    }
}
