package dev.statefulstack.boot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** A container's startup, readiness and liveness probes since its last start. */
final class Probes {
    enum State {
        STARTING,
        READY,
        UNREADY,
        DEAD
    }

    /** Runs a command in the container. */
    interface Executor {
        Process execute(List<String> command) throws IOException;
    }

    private static final long EVERY_MILLIS = 200;

    /** Commands are processes, and two cores have better things to do. */
    private static final long EVERY_MILLIS_FOR_COMMANDS = 1000;

    private final Pod pod;
    private final Executor executor;
    private final IntUnaryOperator ports;
    private final Field container;
    private final Timed startup;
    private final Timed readiness;
    private final Timed liveness;

    /** @param ports where a port of the container is reached */
    Probes(Pod pod, Field container, Executor executor, IntUnaryOperator ports) {
        this.pod = pod;
        this.executor = executor;
        this.ports = ports;
        this.container = container;
        startup = new Timed(container.get("startupProbe"));
        readiness = new Timed(container.get("readinessProbe"));
        liveness = new Timed(container.get("livenessProbe"));
    }

    /** A probe sees variables as the manifest writes them: those that come from elsewhere are empty. */
    private static Map<String, String> literals(Field container) {
        Map<String, String> literals = new HashMap<>();
        for (Field variable : container.get("env").items()) {
            literals.put(variable.get("name").text(), variable.get("value").text());
        }
        return literals;
    }

    /**
     * The command that is run for a probe of the container.
     *
     * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/prober.go">
     *     ExpandContainerCommandOnlyStatic</a>
     */
    static List<String> command(Field probe, Field container) {
        Map<String, String> literals = literals(container);
        return probe.get("exec", "command").texts().stream()
                .map(word -> Expansion.expand(word, literals))
                .toList();
    }

    State ask() {
        if (!startup.passed) {
            startup.ask();
            return startup.failedForTooLong() ? State.DEAD : State.STARTING;
        }
        liveness.ask();
        if (liveness.failedForTooLong()) {
            return State.DEAD;
        }
        readiness.ask();
        return readiness.passed && !readiness.failedForTooLong() ? State.READY : State.UNREADY;
    }

    private final class Timed {
        private final Field probe;
        private final long everyMillis;
        private final long tooLongMillis;
        private long askedAt;
        private long failingSince;

        /** Whether it ever passed; one that isn't there has. */
        private boolean passed;

        Timed(Field probe) {
            this.probe = probe;
            passed = !probe.present();
            everyMillis = probe.get("exec").present() ? EVERY_MILLIS_FOR_COMMANDS : EVERY_MILLIS;
            tooLongMillis = 1000L
                    * probe.get("periodSeconds").number(10)
                    * probe.get("failureThreshold").number(3);
        }

        void ask() {
            long now = millis();
            if (!probe.present() || now - askedAt < everyMillis) {
                return;
            }
            boolean good = succeeds();
            askedAt = millis();
            if (good) {
                passed = true;
                failingSince = 0;
            } else if (failingSince == 0) {
                failingSince = now;
            }
        }

        boolean failedForTooLong() {
            return failingSince != 0 && millis() - failingSince > tooLongMillis;
        }

        private boolean succeeds() {
            int timeout = 1000 * probe.get("timeoutSeconds").number(1);
            try {
                if (probe.get("exec").present()) {
                    Process process = executor.execute(command(probe, container));
                    process.getOutputStream().close();
                    if (!process.waitFor(timeout, TimeUnit.MILLISECONDS)) {
                        process.destroyForcibly();
                        return false;
                    }
                    return process.exitValue() == 0;
                }
                Field where = probe.get(probe.get("httpGet").present() ? "httpGet" : "tcpSocket");
                int port = ports.applyAsInt(pod.port(where.get("port").text())
                        .orElseThrow(() -> new IllegalStateException(
                                "no port " + where.get("port").text())));
                if (!probe.get("httpGet").present()) {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(pod.address(), port), timeout);
                        return true;
                    }
                }
                HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + pod.address() + ":" + port
                                + where.get("path").text("/"))
                        .toURL()
                        .openConnection();
                connection.setConnectTimeout(timeout);
                connection.setReadTimeout(timeout);
                int code = connection.getResponseCode();
                connection.disconnect();
                return code >= 200 && code < 400;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }
    }
}
