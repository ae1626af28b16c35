package dev.statefulstack;

import dev.statefulstack.change.Change;
import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.change.UnusableInputException;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.project.Layout;
import dev.statefulstack.project.Progress;
import dev.statefulstack.project.Project;
import dev.statefulstack.project.WrittenFiles;
import dev.statefulstack.script.Problem;
import dev.statefulstack.script.UserCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code plan OLD NEW}: what Kubernetes will do with the next change. */
@Command(
        name = "plan",
        description = {
            "Says what Kubernetes will do when the manifests NEW are applied over OLD.",
            "Without NEW, the stacks of the project are NEW, and OLD is the folder that they were written to."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing that --fail-on names",
            "1:something that --fail-on names",
            "2:a version cannot be read, or both have nothing in common"
        })
final class PlanCommand implements Callable<Integer> {
    /** How verdicts are told. */
    enum Format {
        text,
        json
    }

    @ParentCommand
    private @Nullable Main main;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "what is applied today: a folder, a file, or a folder of a git revision such as HEAD:deploy")
    private String old = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NEW",
            description = "what is to be applied; - reads it from standard input. Default: the project's stacks")
    private @Nullable String now;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "How the project's stacks are shared out to files: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.STACK;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Looks at this one of the project's alone; may be said several times. Default: all.")
    private final List<String> environments = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "EFFECT",
            split = ",",
            description =
                    "what ends with 1: rejected, at-risk, ignored, left-behind, rolls, in-place, created, no-effect,"
                            + " or none. Default: rejected,at-risk,ignored")
    private @Nullable List<String> failOn;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json, which has a list of environments where there is no NEW. Default: text")
    private Format format = Format.text;

    @Option(
            names = "--kubernetes-version",
            paramLabel = "VERSION",
            description = "of the cluster that NEW is applied to. Default: 1.28")
    private @Nullable String kubernetes;

    @Option(
            names = "--from-kubernetes-version",
            paramLabel = "VERSION",
            description = "of the cluster that OLD runs on, where the cluster is upgraded too. Default: the same")
    private @Nullable String from;

    @Override
    public Integer call() {
        return UserCode.run(Objects.requireNonNull(main).err, ProjectCommand.ENDED, this::exitCode);
    }

    private Integer exitCode() {
        PrintStream out = Objects.requireNonNull(main).out;
        PrintStream err = main.err;
        KubernetesVersion to = kubernetes == null ? Changes.DEFAULT : version("--kubernetes-version", kubernetes);
        KubernetesVersion was = from == null ? to : version("--from-kubernetes-version", from);
        List<Effect> failing = failing();
        try {
            boolean fails = false;
            Map<String, Change> changes = new LinkedHashMap<>();
            for (Comparison comparison : comparisons(err)) {
                Change change = Changes.between(comparison.old(), comparison.now(), was, to);
                changes.put(comparison.environment(), change);
                if (format == Format.text) {
                    out.print(comparison.heading() + change.text());
                }
                if (!change.hint().isEmpty()) {
                    err.println(change.hint());
                }
                fails |= change.has(failing);
            }
            if (format == Format.json) {
                out.print(now == null ? Change.json(changes) : only(changes).json());
            }
            return fails ? 1 : 0;
        } catch (UnusableInputException e) {
            main.failure.println("plan: " + e.getMessage());
            return 2;
        } catch (Problem e) {
            main.failure.println(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            main.failure.println("a file cannot be read: " + e);
            return 2;
        }
    }

    /** Without an environment, two versions are one comparison. */
    private static Change only(Map<String, Change> changes) {
        return changes.values().iterator().next();
    }

    /** Two versions of an environment, and what to say before them. */
    private record Comparison(String environment, String heading, Snapshot old, Snapshot now) {}

    /** One, or one for each of the project's environments: those may have objects of the same names. */
    private List<Comparison> comparisons(PrintStream err) throws Problem, IOException {
        if (now != null) {
            return List.of(new Comparison("", "", Snapshot.read(old), read(now)));
        }
        sources.refuseNone("there is no NEW, and ");
        Map<String, Map<String, String>> all = new Project(sources.sources(), err, Progress.NONE).files(layout);
        List<String> known = List.copyOf(all.keySet());
        if (!environments.isEmpty()) {
            refuseUnknown(all.keySet());
            all.keySet().retainAll(environments);
        }
        Map<String, List<String>> written = WrittenFiles.byEnvironment(listOfWritten(), known);
        if (!environments.isEmpty()) {
            written.keySet().retainAll(environments);
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Map.Entry<String, List<String>> environment : written.entrySet()) {
            String name = environment.getKey();
            comparisons.add(new Comparison(
                    name,
                    written.size() > 1 ? heading(name, comparisons.isEmpty()) : "",
                    Snapshot.ofFiles(old, Snapshot.texts(old, environment.getValue())),
                    Snapshot.ofFiles(name.isEmpty() ? old : old + "/" + name, all.getOrDefault(name, Map.of()))));
        }
        return comparisons;
    }

    /** Other files of the folder are not the project's. Empty where nothing was written yet. */
    private String listOfWritten() throws Problem {
        String list = Snapshot.texts(old, List.of(WrittenFiles.LIST)).get(WrittenFiles.LIST);
        if (list == null && (Files.exists(Path.of(old)) || old.indexOf(':') > 0)) {
            throw Problem.unreadable(old + " holds no list of the files that were written there, " + WrittenFiles.LIST
                    + "; let generate write the folder, or name a folder as NEW");
        }
        return list == null ? "" : list;
    }

    private static String heading(String environment, boolean isFirst) {
        return (isFirst ? "" : "\n") + "== " + (environment.isEmpty() ? "the environment without a name" : environment)
                + "\n";
    }

    private void refuseUnknown(Collection<String> known) {
        for (String environment : environments) {
            if (!known.contains(environment)) {
                throw unusable("--environment", environment, "there are '" + String.join("', '", known) + "'");
            }
        }
    }

    private static Snapshot read(String argument) {
        return argument.equals("-") ? Snapshot.ofStandardInput(System.in) : Snapshot.read(argument);
    }

    private List<Effect> failing() {
        if (failOn == null) {
            return Effect.FAILING;
        }
        List<Effect> failing = new ArrayList<>();
        for (String id : failOn) {
            Effect effect = Effect.ofId(id);
            if (effect != null) {
                failing.add(effect);
            } else if (!id.equals("none") || failOn.size() > 1) {
                throw unusable(
                        "--fail-on",
                        id,
                        "say rejected, at-risk, ignored, left-behind, rolls, in-place, created,"
                                + " no-effect, or none alone");
            }
        }
        return failing;
    }

    private KubernetesVersion version(String option, String text) {
        KubernetesVersion version = KubernetesVersion.parse(text);
        if (version == null || version.compareTo(KubernetesVersion.FLOOR) < 0) {
            throw unusable(option, text, "say " + KubernetesVersion.FLOOR + " or later, such as 1.34");
        }
        return version;
    }

    private ParameterException unusable(String option, String text, String instead) {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(), option + ": '" + text + "' is unknown here; " + instead);
    }
}
