package dev.statefulstack.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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
    public record Tcp(String port) implements Action {
        @Override
        public String toString() {
            return "tcp(\"" + port + "\")";
        }
    }

    /** A GET of the path, at a port by name, answers with 2xx or 3xx. */
    public record Http(String port, String path) implements Action {
        @Override
        public String toString() {
            return "http(\"" + port + "\", \"" + path + "\")";
        }
    }

    /** The command ends with 0. Kubernetes does not replace <code>$(NAME)</code> in it reliably: use a shell's own. */
    public record Exec(List<String> command) implements Action {
        public Exec {
            command = List.copyOf(command);
        }

        @Override
        public String toString() {
            return "exec(" + (command.isEmpty() ? "" : "\"" + String.join("\", \"", command) + "\"") + ")";
        }
    }

    /** gRPC's health service answers SERVING, at a port by name. */
    public record Grpc(String port) implements Action {
        @Override
        public String toString() {
            return "grpc(\"" + port + "\")";
        }
    }

    private static final int PERIOD = 10;
    private static final int FAILURES = 3;

    public static Probe tcp(String port, int period, int timeout, int failures) {
        return new Probe(new Tcp(port), period, timeout, failures);
    }

    /** The port, by name, accepts connections. Every 10 seconds; three failures count. */
    public static Probe tcp(String port) {
        return of(new Tcp(port));
    }

    /** A GET of the path, at a port by name, succeeds. Every 10 seconds; three failures count. */
    public static Probe http(String port, String path) {
        return of(new Http(port, path));
    }

    /** The command ends with 0. Every 10 seconds; three failures count. */
    public static Probe exec(String... command) {
        boolean complete = command != null && Arrays.stream(command).noneMatch(Objects::isNull);
        return of(new Exec(complete ? List.of(command) : List.of()));
    }

    /** gRPC's health service answers SERVING, at a port by name. Every 10 seconds; three failures count. */
    public static Probe grpc(String port) {
        return of(new Grpc(port));
    }

    private static Probe of(Action action) {
        return new Probe(action, PERIOD, 5, FAILURES);
    }

    /** The same check at another interval, in seconds. */
    public Probe every(int seconds) {
        return new Probe(action, seconds, timeout, failures);
    }

    /** The same check with more or fewer failures that count. */
    public Probe failures(int count) {
        return new Probe(action, period, timeout, count);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return "Probe." + action
                + (period == PERIOD ? "" : ".every(" + period + ")")
                + (failures == FAILURES ? "" : ".failures(" + failures + ")");
    }
}
