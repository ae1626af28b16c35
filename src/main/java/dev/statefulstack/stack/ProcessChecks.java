package dev.statefulstack.stack;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.EnvRules;
import dev.statefulstack.check.PeerRules;
import dev.statefulstack.check.PortRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.SizeRules;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Quantities;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with the options of {@link ProcessBase}. */
public final class ProcessChecks {
    private static final Rule IMAGE =
            Rule.unusable("image-missing", "there is nothing to run, and no default fits any system", "statefulstack");
    private static final Rule NO_PORT =
            Rule.unusable("port-missing", "Services, probes and policies are computed from the ports", "statefulstack");
    private static final Rule NO_PROGRAM = Rule.unusable(
            "command-empty",
            "the API server refuses a hook without a command, and no program has an empty name",
            "pkg/apis/core/validation/validation.go validateExecAction; execve(2)");
    private static final Rule PATH = Rule.unusable(
            "mount-path-illegal",
            "the API server or the container runtime refuses it, or the image's own files are hidden",
            "pkg/apis/core/validation/validation.go validateVolumeMounts");
    private static final Rule SAME_PATH = Rule.unusable(
            "mount-path-duplicate",
            "the API server refuses two mounts at one path",
            "pkg/apis/core/validation/validation.go validateVolumeMounts");
    private static final Rule FILE_MARK = Rule.error(
            "file-mark-unknown", "the process would read the mark instead of what it stands for", "statefulstack");
    private static final Rule FILE_MARK_UNUSED =
            Rule.error("file-mark-unused", "what was computed for it would reach no member", "statefulstack");
    private static final Rule USER = Rule.unusable(
            "user-illegal",
            "pods may not run as root here, and ids are 31 bits wide",
            "Pod Security Standards, restricted; pkg/apis/core/validation");
    private static final Rule USER_UNKNOWN = Rule.warning(
            "user-unknown",
            "pods may not run as root, so the kubelet refuses an image whose user is root or only a name; and without a"
                    + " group of their own, volumes belong to root",
            "pkg/kubelet/kuberuntime/security_context.go verifyRunAsNonRoot");
    private static final Rule PROBE_PORT = Rule.unusable(
            "probe-port-unknown",
            "the check never succeeds",
            "pkg/probe; pkg/kubelet/prober: a port by name is one of the container's");
    private static final Rule PROBE_INCOMPLETE = Rule.unusable(
            "probe-incomplete", "the API server refuses it", "pkg/apis/core/validation/validation.go validateHandler");
    private static final Rule PROBE_TIMING = Rule.unusable(
            "probe-timing-illegal",
            "the API server refuses it",
            "pkg/apis/core/validation/validation.go validateProbe");
    private static final Rule PROBE_REFERENCE = Rule.error(
            "probe-env-ref",
            "Kubernetes puts nothing in there; a shell takes it for a command that doesn't exist, so the text is empty"
                    + " and the check may pass for the wrong reason",
            "pkg/kubelet/prober/prober.go; kubernetes/api core/v1 ExecAction");
    private static final Rule SECONDS = Rule.unusable(
            "seconds-out-of-range", "no process needs more, and time does not run backwards", "statefulstack");

    public static final List<Rule> RULES = List.of(
            IMAGE,
            NO_PORT,
            PortRules.RANGE,
            PortRules.NAME,
            PortRules.DUPLICATE,
            NO_PROGRAM,
            PATH,
            SAME_PATH,
            FILE_MARK,
            FILE_MARK_UNUSED,
            SizeRules.CONFIG_MAP,
            USER,
            USER_UNKNOWN,
            PROBE_PORT,
            PROBE_INCOMPLETE,
            PROBE_TIMING,
            PROBE_REFERENCE,
            SECONDS,
            PeerRules.MALFORMED,
            EnvRules.UNDEFINED,
            EnvRules.SHELL_SYNTAX,
            AmountRules.ILLEGAL);

    private static final long HIGHEST_USER = Integer.MAX_VALUE;

    /** A day. */
    private static final int MOST_SECONDS = 24 * 60 * 60;

    private final Settings settings;
    private final Options options;
    private final Report report;
    private final Group.Kind kind;
    private final Identity identity;
    private final List<Port> ports;
    private final Map<String, Setting<?>> mounts = new HashMap<>();

    public ProcessChecks(Settings settings, Report report, Group.Kind kind) {
        this.settings = settings;
        this.options = settings.options();
        this.report = report;
        this.kind = kind;
        this.identity = Identity.only(settings.name(), settings.replicas(), settings.firstOrdinal());
        this.ports = options.values(ProcessOptions.PORT);
    }

    public void run() {
        if (settings.imageSetting() == null) {
            add(IMAGE, null, "no image was named", "say .image(\"registry.example.com/" + settings.name() + ":1.0\")");
        }
        ports();
        arguments();
        scratch();
        files();
        user();
        for (Option<Probe> option :
                List.of(ProcessOptions.STARTUP, ProcessOptions.READINESS, ProcessOptions.LIVENESS)) {
            Setting<Probe> setting = options.setting(option);
            if (setting != null && setting.value() != null) {
                probe(setting, setting.value());
            }
        }
        seconds(options.setting(ProcessOptions.GRACE));
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void ports() {
        if (options.all(ProcessOptions.PORT).isEmpty()) {
            add(
                    NO_PORT,
                    null,
                    "no port was named",
                    "say .port(\"http\", 8080) with the port that the process listens on");
        }
        Map<Integer, Setting<Port>> seen = new HashMap<>();
        for (Setting<Port> setting : options.all(ProcessOptions.PORT)) {
            Port port = setting.value();
            if (port == null) {
                continue;
            }
            Setting<Port> other = seen.putIfAbsent(port.number(), setting);
            if (!Port.isLegal(port.number())) {
                add(PortRules.RANGE, setting, "the port is " + port.number(), "use a number from 1 to " + Port.HIGHEST);
            } else if (other != null) {
                add(PortRules.DUPLICATE, setting, other + " is the same port", "use another number for one of them");
            }
            if (!Names.isPortName(port.name())) {
                add(PortRules.NAME, setting, "'" + port.name() + "' is no name for a port", PortRules.GRAMMAR);
            }
        }
    }

    private void arguments() {
        Setting<List<String>> command = options.setting(ProcessOptions.COMMAND);
        program(command);
        if (command != null && command.value() != null) {
            for (String word : command.value()) {
                references(command, word);
            }
        }
        for (Setting<ProcessOptions.Argument> setting : options.all(ProcessOptions.ARGUMENT)) {
            ProcessOptions.Argument argument = setting.value();
            if (argument != null) {
                references(setting, argument.text());
                if (argument.peers() != null) {
                    peers(setting, argument.peers());
                }
            }
        }
    }

    /** Looks at a command for a program in it. */
    public void program(@Nullable Setting<List<String>> setting) {
        List<String> words = setting == null ? null : setting.value();
        if (words != null && (words.isEmpty() || words.get(0).isEmpty())) {
            add(
                    NO_PROGRAM,
                    setting,
                    words.isEmpty() ? "there is no word" : "the first word is empty",
                    "write the program and its arguments, each as a text of its own, or leave the call out");
        }
    }

    /** A shell's own <code>$(command)</code> is right where a shell runs; only what looks like a variable is judged. */
    private void references(Setting<?> setting, String text) {
        Set<String> defined = new HashSet<>();
        defined.add(Env.OWN_NAME);
        for (Setting<Env> env : settings.envSettings()) {
            if (env.value() != null) {
                defined.add(env.value().name());
            }
        }
        for (String reference : EnvReferences.in(text)) {
            if (!defined.contains(reference)) {
                EnvRules.Unresolved unresolved = EnvRules.explain("the text", reference, defined, defined);
                if (unresolved.rule().equals(EnvRules.SHELL_SYNTAX) || isVariable(reference)) {
                    add(unresolved.rule(), setting, unresolved.what(), unresolved.fix());
                }
            }
        }
    }

    private static boolean isVariable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void peers(Setting<?> setting, Peers peers) {
        Peers.Problem problem = peers.problem(kind, identity, ports);
        if (problem != null) {
            add(PeerRules.MALFORMED, setting, peers + ": " + problem.what(), problem.fix());
        }
    }

    private void scratch() {
        Map<String, Setting<?>> names = new HashMap<>();
        for (Setting<ProcessOptions.Scratch> setting : options.all(ProcessOptions.SCRATCH)) {
            ProcessOptions.Scratch scratch = setting.value();
            if (scratch == null) {
                continue;
            }
            boolean legal = mountPath(setting, scratch.path());
            Setting<?> other = names.putIfAbsent(scratch.name(), setting);
            if (legal && (other != null || !Names.isLabel(scratch.name()))) {
                add(
                        PATH,
                        setting,
                        "no volume of its own can be named after it: " + scratch.name(),
                        "use a shorter path, that differs by letters or digits from other ones");
            }
            if (Quantities.parseBytes(scratch.size()) == null) {
                add(
                        AmountRules.ILLEGAL,
                        setting,
                        "'" + scratch.size() + "' is no positive, whole number of bytes",
                        "write a size such as \"256Mi\"");
            }
        }
    }

    /** Looks at a path where something is mounted; false where it cannot be used. */
    public boolean mountPath(Setting<?> setting, String path) {
        if (!isMountPath(path)) {
            add(
                    PATH,
                    setting,
                    "'" + path + "' is no path to mount at",
                    "write an absolute one below the root such as \"/var/lib/" + settings.name() + "\"");
            return false;
        }
        Setting<?> other = mounts.putIfAbsent(path, setting);
        if (other != null) {
            add(SAME_PATH, setting, other + " is at the same path", "use another path for one of them");
            return false;
        }
        return true;
    }

    private static boolean isMountPath(String path) {
        if (!path.startsWith("/") || path.length() == 1 || path.indexOf(':') >= 0 || path.indexOf('\n') >= 0) {
            return false;
        }
        for (String step : path.substring(1).split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private void files() {
        Map<String, Setting<?>> keys = new HashMap<>();
        long bytes = 0;
        Setting<ProcessOptions.File> last = null;
        for (Setting<ProcessOptions.File> setting : options.all(ProcessOptions.FILE)) {
            ProcessOptions.File file = setting.value();
            if (file == null) {
                continue;
            }
            last = setting;
            bytes += SizeRules.bytes(file.text());
            if (mountPath(setting, file.path())) {
                Setting<?> other = keys.putIfAbsent(file.key(), setting);
                if (other != null || !isKey(file.key())) {
                    add(
                            PATH,
                            setting,
                            other == null
                                    ? "'" + file.key() + "' is no key of a ConfigMap"
                                    : other + " has the same key '" + file.key() + "'",
                            "use letters, digits, '-', '_' and '.' in the path, and paths that differ by more than '/'"
                                    + " and '.'");
                }
            }
            marks(setting, file);
        }
        if (last != null && bytes > SizeRules.MOST) {
            add(SizeRules.CONFIG_MAP, last, "the files have " + bytes + " bytes", "put large files into the image");
        }
    }

    /** Up to 253 of {@code [-._a-zA-Z0-9]}. Source: apimachinery pkg/util/validation IsConfigMapKey. */
    private static boolean isKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && "-._".indexOf(c) < 0) {
                return false;
            }
        }
        return key.length() <= Names.SUBDOMAIN && !key.startsWith("..");
    }

    private void marks(Setting<?> setting, ProcessOptions.File file) {
        for (Map.Entry<String, Peers> entry : file.peers().entrySet()) {
            if (!file.text().contains(ProcessPlanner.mark(entry.getKey()))) {
                add(
                        FILE_MARK_UNUSED,
                        setting,
                        "the text has no mark " + ProcessPlanner.mark(entry.getKey()),
                        "write it where the text belongs, or leave its value out");
            }
            if (entry.getValue().isAboutReader()) {
                add(
                        PeerRules.MALFORMED,
                        setting,
                        entry.getValue() + ": all members read one file, and Kubernetes puts nothing into it",
                        "give it as a variable or an argument: .env(name, Peers.self(...))");
            } else {
                peers(setting, entry.getValue());
            }
        }
        for (int open = file.text().indexOf("@{"); open >= 0; open = file.text().indexOf("@{", open + 2)) {
            int close = file.text().indexOf('}', open);
            String name = close < 0 ? "" : file.text().substring(open + 2, close);
            if (!file.peers().containsKey(name)) {
                add(
                        FILE_MARK,
                        setting,
                        "nothing stands for the mark " + (close < 0 ? "@{ without an end" : ProcessPlanner.mark(name)),
                        "pass Map.of(\"" + name + "\", Peers.all(...)) as third argument");
            }
        }
    }

    private void user() {
        Setting<Long> setting = options.setting(ProcessOptions.USER);
        if (setting == null) {
            add(
                    USER_UNKNOWN,
                    null,
                    "nobody says which user the process runs as",
                    "say .user(id) with the number that the image is made for");
        } else if (setting.value() != null && (setting.value() < 1 || setting.value() > HIGHEST_USER)) {
            add(USER, setting, "the user is " + setting.value(), "use a number from 1 to " + HIGHEST_USER);
        }
    }

    private void probe(Setting<Probe> setting, Probe probe) {
        if (probe.period() < 1 || probe.timeout() < 1 || probe.failures() < 1) {
            add(
                    PROBE_TIMING,
                    setting,
                    "every " + probe.period() + " seconds, for " + probe.timeout() + " seconds, " + probe.failures()
                            + " failures",
                    "use 1 or more for each");
        }
        if (!isComplete(probe.action())) {
            add(PROBE_INCOMPLETE, setting, "a part of the check is null or empty", "say what it asks, and where");
            return;
        }
        String port = portOf(probe);
        if (port != null && ports.stream().noneMatch(known -> known.name().equals(port))) {
            add(
                    PROBE_PORT,
                    setting,
                    "there is no port '" + port + "'; there are "
                            + ports.stream().map(Port::name).toList(),
                    "name one of them, or add .port(\"" + port + "\", number, Port.Role.PROBE)");
        }
        if (probe.action() instanceof Probe.Exec exec) {
            for (String word : exec.command()) {
                for (String reference : EnvReferences.in(word)) {
                    if (isVariable(reference)) {
                        add(
                                PROBE_REFERENCE,
                                setting,
                                "the command holds $(" + reference + ")",
                                "let a shell read the variable: Probe.exec(\"sh\", \"-c\", \"... $" + reference
                                        + "\")");
                    }
                }
            }
        }
    }

    /** Whether there is a port that can be used. */
    public boolean hasPorts() {
        return !ports.isEmpty();
    }

    /** The liveness, where it is the same check as the readiness. */
    public @Nullable Setting<?> livenessLikeReadiness() {
        Probe liveness = options.find(ProcessOptions.LIVENESS);
        Probe readiness = options.find(ProcessOptions.READINESS);
        if (readiness == null) {
            readiness = ProcessPlanner.accepts(ports);
        }
        boolean same =
                liveness != null && readiness != null && liveness.action().equals(readiness.action());
        return same ? options.setting(ProcessOptions.LIVENESS) : null;
    }

    private static boolean isComplete(Probe.Action action) {
        if (action instanceof Probe.Tcp tcp) {
            return tcp.port() != null;
        }
        if (action instanceof Probe.Http http) {
            return http.port() != null && http.path() != null;
        }
        if (action instanceof Probe.Grpc grpc) {
            return grpc.port() != null;
        }
        return !(action instanceof Probe.Exec exec) || !exec.command().isEmpty();
    }

    private static @Nullable String portOf(Probe probe) {
        if (probe.action() instanceof Probe.Tcp tcp) {
            return tcp.port();
        }
        if (probe.action() instanceof Probe.Http http) {
            return http.port();
        }
        return probe.action() instanceof Probe.Grpc grpc ? grpc.port() : null;
    }

    /** Looks at a number of seconds. */
    public void seconds(@Nullable Setting<Integer> setting) {
        Integer seconds = setting == null ? null : setting.value();
        if (seconds != null && (seconds < 0 || seconds > MOST_SECONDS)) {
            add(SECONDS, setting, seconds + " seconds", "use a number from 0 to " + MOST_SECONDS);
        }
    }
}
