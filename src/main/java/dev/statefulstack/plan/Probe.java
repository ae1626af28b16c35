package dev.statefulstack.plan;

import java.util.List;

/**
 * A check of a member, repeated while it runs.
 *
 * @param period seconds from one check to the next
 * @param timeout seconds that one check may take
 * @param failures how many failed checks in a row count
 */
public record Probe(Action action, int period, int timeout, int failures) {
    /** What is done to check. */
    public sealed interface Action permits Tcp, Http, Exec, Grpc {}

    /** The port, by name, accepts connections. */
    public record Tcp(String port) implements Action {}

    /** A GET of the path, at a port by name, answers with 2xx or 3xx. */
    public record Http(String port, String path) implements Action {}

    /** The command ends with 0. Kubernetes does not replace <code>$(NAME)</code> in it reliably: use a shell's own. */
    public record Exec(List<String> command) implements Action {
        public Exec {
            command = List.copyOf(command);
        }
    }

    /** gRPC's health service answers SERVING, at a port by name. */
    public record Grpc(String port) implements Action {}

    public static Probe tcp(String port, int period, int timeout, int failures) {
        return new Probe(new Tcp(port), period, timeout, failures);
    }
}
