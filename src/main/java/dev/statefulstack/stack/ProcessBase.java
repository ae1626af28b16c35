package dev.statefulstack.stack;

import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of stacks whose image is the user's own: nothing is recognised, so the user says what listens, what runs
 * and what it reads. An image and a port are enough.
 *
 * @param <S> the subclass
 */
@CheckReturnValue
public abstract class ProcessBase<S extends ProcessBase<S>> extends StackBase<S> {
    protected ProcessBase(Options options) {
        super(options.orElse(ProcessOptions.READ_ONLY_ROOT, false));
    }

    @Override
    boolean isOpen() {
        return true;
    }

    // ---- where it listens

    /**
     * Adds a port that clients connect to, or changes the number of an earlier one.
     *
     * @param name the protocol's short name, by which everything else refers to the port; SRV queries ask for it
     */
    public S port(String name, int number) {
        return put(ProcessOptions.PORT, portOrNull(name, number, Port.Role.CLIENT), name, number);
    }

    /** Adds a port with the role that tells who may connect. */
    public S port(String name, int number, Port.Role role) {
        return put(ProcessOptions.PORT, portOrNull(name, number, role), name, number, role);
    }

    private static @Nullable Port portOrNull(@Nullable String name, int number, Port.@Nullable Role role) {
        return name == null || role == null ? null : Port.named(name, number, role);
    }

    // ---- what it runs

    /** Sets the program that runs in place of the image's entrypoint, with its first arguments. */
    public S command(String... program) {
        return words(ProcessOptions.COMMAND, program);
    }

    /** Adds an argument; the first one takes the place of all that the image has. <code>$(POD_NAME)</code> may stand in it. */
    public S arg(String text) {
        return add(ProcessOptions.ARGUMENT, text == null ? null : new ProcessOptions.Argument(text, null), text);
    }

    /**
     * Adds an argument that ends with a computed text.
     *
     * @param flag what stands before it, such as {@code --initial-cluster=}
     */
    public S arg(String flag, Peers peers) {
        return add(
                ProcessOptions.ARGUMENT,
                flag == null || peers == null ? null : new ProcessOptions.Argument(flag, peers),
                flag,
                peers);
    }

    // ---- what it reads and writes

    /**
     * Adds a file, or replaces an earlier one at the path. It stands beside what the image has in the directory. A
     * changed text rolls the pods, one at a time: members read files when they start.
     *
     * <p>Kubernetes puts nothing into files, so <code>$(POD_NAME)</code> means nothing there.
     *
     * @param path absolute, with the name of the file
     */
    public S file(String path, String text) {
        return file(path, text, new TreeMap<>());
    }

    /**
     * Adds a file with computed texts, or replaces an earlier one at the path.
     *
     * @param text with marks such as <code>@{servers}</code>
     * @param peers what each mark stands for: {@code Map.of("servers", Peers.all(...))}
     */
    public S file(String path, String text, Map<String, Peers> peers) {
        boolean complete = path != null && text != null && peers != null && !hasNull(peers);
        return put(ProcessOptions.FILE, complete ? new ProcessOptions.File(path, text, peers) : null, path, text);
    }

    /** Adds an empty, writable directory of at most 1 GiB, which is forgotten with the pod. */
    public S scratch(String path) {
        return put(ProcessOptions.SCRATCH, path == null ? null : new ProcessOptions.Scratch(path, "1Gi"), path);
    }

    /**
     * Adds an empty, writable directory, which is forgotten with the pod.
     *
     * @param size the most that it may hold; a pod that writes more is evicted
     */
    public S scratch(String path, String size) {
        return put(
                ProcessOptions.SCRATCH,
                path == null || size == null ? null : new ProcessOptions.Scratch(path, size),
                path,
                size);
    }

    /** Makes everything read-only but volumes and {@link #scratch(String) scratch directories}. Default: writable. */
    public S readOnlyRoot() {
        return record(ProcessOptions.READ_ONLY_ROOT, true);
    }

    /**
     * Sets the user and group that the process runs as, who own its volumes. Default: the image's own, if that is a
     * number and not root; the kubelet refuses others.
     */
    public S user(long id) {
        return set(ProcessOptions.USER, id);
    }

    // ---- how it shows that it serves, and stops

    /** Sets the check that holds the other two back until it has succeeded once. Default: none. */
    public S startup(Probe probe) {
        return set(ProcessOptions.STARTUP, probe);
    }

    /**
     * Sets the check that decides whether clients may connect and the next member of a rolling update may go. Default:
     * the first port for clients accepts connections.
     */
    public S readiness(Probe probe) {
        return set(ProcessOptions.READINESS, probe);
    }

    /**
     * Sets the check whose failure restarts the process. Default: none. It must not depend on other members: losing
     * some of them would restart the rest.
     */
    public S liveness(Probe probe) {
        return set(ProcessOptions.LIVENESS, probe);
    }

    /** Sets the seconds that the process may take to stop before it is killed. */
    public S grace(int seconds) {
        return set(ProcessOptions.GRACE, seconds);
    }

    /** Sets a command: null where one of its words is. */
    protected final S words(Option<List<String>> option, @Nullable String... words) {
        if (words == null) {
            return set(option, null);
        }
        boolean complete = Arrays.stream(words).noneMatch(Objects::isNull);
        return record(option, complete ? List.of(words) : null, (Object[]) words);
    }

    private static boolean hasNull(Map<String, Peers> peers) {
        for (Map.Entry<String, Peers> entry : peers.entrySet()) {
            if (entry.getKey() == null || entry.getValue() == null) {
                return true;
            }
        }
        return false;
    }
}
