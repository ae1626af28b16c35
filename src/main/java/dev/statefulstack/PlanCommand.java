package dev.statefulstack;

import dev.statefulstack.change.Change;
import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.change.UnusableInputException;
import dev.statefulstack.plan.KubernetesVersion;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code plan OLD NEW}: what Kubernetes will do with the next change. */
@Command(
        name = "plan",
        description = "Says what Kubernetes will do when the manifests NEW are applied over OLD.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing that --fail-on names",
            "1:something that --fail-on names",
            "2:a version cannot be read, or both have nothing in common"
        })
final class PlanCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
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

    @Parameters(index = "1", paramLabel = "NEW", description = "what is to be applied; - reads it from standard input")
    private String now = "";

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
            description = "text or json. Default: text")
    private Format format = Format.TEXT;

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
        PrintStream out = Objects.requireNonNull(main).out;
        PrintStream err = main.err;
        KubernetesVersion to = kubernetes == null ? Changes.DEFAULT : version("--kubernetes-version", kubernetes);
        KubernetesVersion was = from == null ? to : version("--from-kubernetes-version", from);
        List<Effect> failing = failing();
        try {
            Change change = Changes.between(Snapshot.read(old), read(now), was, to);
            out.print(format == Format.JSON ? change.json() : change.text());
            if (!change.hint().isEmpty()) {
                err.println(change.hint());
            }
            return change.has(failing) ? 1 : 0;
        } catch (UnusableInputException e) {
            err.println("plan: " + e.getMessage());
            return 2;
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
