package dev.statefulstack;

import dev.statefulstack.project.Layout;
import dev.statefulstack.script.ScriptCache;
import dev.statefulstack.script.ScriptRunner;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Library users never come here. */
@Command(
        name = "statefulstack",
        description = "Kubernetes manifests for stateful systems.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        addMethodSubcommands = false)
public final class Main {
    final PrintStream out;
    final PrintStream err;
    final PrintStream failure;

    private Main(PrintStream out, PrintStream err, PrintStream failure) {
        this.out = out;
        this.err = err;
        this.failure = failure;
    }

    /** Returns where all is well, because Maven runs it in its own JVM; else ends the JVM with the exit code. */
    public static void main(String[] arguments) {
        int exitCode = run(System.out, System.err, arguments);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** Runs one command, with failures among everything else. See {@link #run(PrintStream, PrintStream, PrintStream, String...)}. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return run(out, err, err, arguments);
    }

    /**
     * Runs one command. Maven's goals call it by name in the project's own copy of this class, so it takes types of the JDK
     * only.
     *
     * @param out gets what the command was asked for
     * @param err gets everything else
     * @param failure gets why a project's manifests cannot be had, which is to be told from warnings and from what
     *     users' code prints
     * @return the exit code: 0 good, 1 what the command looked at is wrong, 2 the command was given something unusable
     */
    public static int run(PrintStream out, PrintStream err, PrintStream failure, String... arguments) {
        if (isPlainRun(arguments)) {
            return new Main(out, err, failure).run(arguments[1], false);
        }
        Main main = new Main(out, err, failure);
        CommandLine line = new CommandLine(main);
        addCommands(line, arguments.length == 0 ? "" : arguments[0]);
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Layout.class, Main::layout)
                .setParameterExceptionHandler(main::refuse)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        try {
            return line.execute(arguments);
        } finally {
            out.flush();
            err.flush();
            failure.flush();
        }
    }

    /** As it is typed; else the message would have the constants' names. */
    private static Layout layout(String text) {
        for (Layout layout : Layout.values()) {
            if (layout.toString().equalsIgnoreCase(text)) {
                return layout;
            }
        }
        throw new TypeConversionException(
                "expected one of " + Arrays.toString(Layout.values()) + " but was '" + text + "'");
    }

    /** Only the one that was typed where there is such a command: picocli takes its time to look at each. */
    private static void addCommands(CommandLine line, String typed) {
        switch (typed) {
            case "generate" -> line.addSubcommand(new GenerateCommand());
            case "check" -> line.addSubcommand(new CheckCommand());
            case "print" -> line.addSubcommand(new PrintCommand());
            case "plan" -> line.addSubcommand(new PlanCommand());
            case "run", "lint" -> line.getCommandSpec().addMethodSubcommands();
            default -> {
                line.addSubcommand(new GenerateCommand())
                        .addSubcommand(new CheckCommand())
                        .addSubcommand(new PrintCommand())
                        .addSubcommand(new PlanCommand())
                        .addSubcommand(new CommandLine.HelpCommand());
                line.getCommandSpec().addMethodSubcommands();
            }
        }
    }

    /**
     * Whether the command is {@code run SCRIPT} and no more. It needs no picocli then, whose reflection takes longer than
     * all that a script does which is compiled already.
     */
    private static boolean isPlainRun(String[] arguments) {
        return arguments.length == 2
                && arguments[0].equals("run")
                && !arguments[1].isEmpty()
                // An option, or a file of arguments.
                && "-@".indexOf(arguments[1].charAt(0)) < 0;
    }

    /** What is wrong and how the command is used, without the page of help that would hide it. */
    private int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        if (failure != err) {
            // Who asks for failures apart typed no command line.
            failure.println(wrong.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.print(command.getHelp().fullSynopsis());
        if (command.getParent() == null) {
            err.println(
                    "Commands: " + String.join(", ", command.getSubcommands().keySet()));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Command(
            name = "run",
            description = "Evaluates a jshell script and prints the manifests of the stacks that it emits.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:the manifests were printed",
                "1:the script or its stacks are wrong, or it emits none",
                "2:the command line is wrong, or the script cannot be read"
            })
    int run(
            @Parameters(paramLabel = "SCRIPT", description = "such as examples/kafka.jsh") String script,
            @Option(names = "--no-cache", description = "Compiles the script even if it has not changed.")
                    boolean noCache) {
        return new ScriptRunner(out, err, noCache ? ScriptCache.none() : ScriptCache.ofUser()).run(script);
    }

    @Command(
            name = "lint",
            description = "Looks for mistakes around StatefulSets and headless Services in anybody's YAML.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:nothing at --fail-on or over was found",
                "1:something was",
                "2:the command line is wrong, or something could not be read"
            })
    int lint(
            @Parameters(
                            paramLabel = "PATH",
                            arity = "1..*",
                            description = "files, folders, patterns such as 'k8s/**.yaml', or - for standard input")
                    List<String> paths,
            @Option(
                            names = "--fail-on",
                            paramLabel = "SEVERITY",
                            defaultValue = "warning",
                            description = "error or warning; infos never fail. Default: ${DEFAULT-VALUE}")
                    FailOn failOn,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description = "text, json or sarif. Default: ${DEFAULT-VALUE}")
                    Format format,
            @Option(
                            names = "--namespace",
                            paramLabel = "NAME",
                            description = "the namespace of manifests that name none")
                    @Nullable
                    String namespace,
            @Option(
                            names = "--kubernetes-version",
                            paramLabel = "VERSION",
                            description = "the oldest Kubernetes that the manifests are for, such as 1.28")
                    @Nullable
                    String kubernetesVersion) {
        return new LintCommand(out, err).run(paths, failOn, format, namespace, kubernetesVersion);
    }

    /** From which severity on the exit code is 1. */
    enum FailOn {
        error,
        warning
    }

    /** How findings are told. */
    enum Format {
        text,
        json,
        sarif
    }

    /** From the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"statefulstack " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
