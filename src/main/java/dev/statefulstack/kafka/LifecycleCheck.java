package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** How nodes start, are probed and stop in the finished manifests. */
final class LifecycleCheck implements ServerCheck {
    private static final Rule ORDERED = Rule.error(
            "kafka-ordered-start",
            "the first node is ready only when a majority votes, and the second starts only when the first is ready",
            "Kafka 3.6.1 to 4.4.0, tried");
    private static final Rule IMPATIENT = Rule.error(
            "kafka-liveness-without-startup",
            "the port opens only after the logs are recovered; a node killed before that has to recover more",
            "strimzi/strimzi-kafka-operator issue 5263; strimzi/proposals pull request 83");
    private static final Rule LIVENESS_TOOL = Rule.error(
            "kafka-liveness-runs-tool",
            "the tool asks other brokers and the name server too, so their trouble kills a node that is well",
            "helm/charts issue 2682");
    private static final Rule TOOL = Rule.warning(
            "kafka-probe-runs-tool",
            "each call starts a JVM in the memory of the node, and takes seconds",
            "helm/charts issue 2682");
    private static final Rule INHERITED = Rule.error(
                    "kafka-tool-inherits-agent",
                    "the tool starts with the same agent or port of JMX, which the server holds: address already in use",
                    "bitnami/charts issues 1522, 12917 and 24709")
            .ofStacks(
                    "ask a port through tcpSocket; an agent that is loaded by .metrics(KafkaMetrics.agent(image, jar)) is"
                            + " seen by no tool");
    private static final Rule GRACE = Rule.warning(
            "kafka-grace-too-short",
            "a broker hands over its partitions first; killed earlier, it recovers its logs at the next start",
            "Apache Kafka documentation: controlled.shutdown.enable");

    private static final int LEAST_GRACE = 60;

    private static final int DEFAULT_GRACE = 30;

    private static final String LIVENESS = "livenessProbe";

    /** Tools that Confluent's image has without the ending {@code .sh}. */
    private static final List<String> TOOLS = List.of(
            "kafka-topics",
            "kafka-broker-api-versions",
            "kafka-metadata-quorum",
            "kafka-consumer-groups",
            "kafka-configs",
            "kafka-cluster",
            "kafka-features",
            "kafka-log-dirs",
            "kafka-run-class");

    @Override
    public List<Rule> rules() {
        return List.of(ORDERED, IMPATIENT, LIVENESS_TOOL, TOOL, INHERITED, GRACE);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        for (Server server : servers) {
            start(server, report);
            liveness(server, report);
            for (String probe : List.of("startupProbe", "readinessProbe", LIVENESS)) {
                tool(server, probe, report);
            }
            stop(server, report);
        }
    }

    /** Nodes that only vote listen without a majority, so they may start one after the other. */
    private static void start(Server server, Report report) {
        boolean waits = server.isBroker() && server.isController() && server.replicas() > 1;
        String policy = Nodes.text(server.set().document().root(), "spec", "podManagementPolicy");
        if (waits && !policy.equals("Parallel")) {
            server.reportSet(
                    report,
                    ORDERED,
                    "spec.podManagementPolicy",
                    server.replicas() + " nodes start one after the other",
                    "set podManagementPolicy: Parallel");
        }
    }

    private static void liveness(Server server, Report report) {
        String port = server.text(LIVENESS, "tcpSocket", "port");
        if (!port.isEmpty() && !server.has("startupProbe")) {
            server.report(
                    report,
                    IMPATIENT,
                    LIVENESS,
                    "it asks for port " + port + ", and there is no startup probe",
                    "add a startupProbe that waits for a recovery: the same port, periodSeconds: 10, failureThreshold: 180");
        }
    }

    private static void tool(Server server, String probe, Report report) {
        String command = server.command(probe, "exec", "command");
        String tool = tool(command);
        if (tool == null) {
            return;
        }
        server.report(
                report,
                probe.equals(LIVENESS) ? LIVENESS_TOOL : TOOL,
                probe,
                "it runs " + tool,
                "ask a port through tcpSocket");
        String agent = agent(server);
        if (agent != null) {
            server.report(
                    report,
                    INHERITED,
                    probe,
                    "it runs " + tool + ", which finds " + agent + " in its environment",
                    "ask a port through tcpSocket, or load the agent through EXTRA_ARGS, which tools don't see");
        }
    }

    private static @Nullable String tool(String command) {
        StringTokenizer words = new StringTokenizer(command, " \t\n;|&()\"'");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            String file = word.substring(word.lastIndexOf('/') + 1);
            if (TOOLS.contains(file) || (file.startsWith("kafka-") && file.endsWith(".sh"))) {
                return file;
            }
        }
        return null;
    }

    /** What tools would take over from the server; null where there is nothing. */
    private static @Nullable String agent(Server server) {
        if (server.variable("JMX_PORT") != null) {
            return "JMX_PORT";
        }
        return server.env("KAFKA_OPTS").contains("-javaagent") ? "KAFKA_OPTS with -javaagent" : null;
    }

    private static void stop(Server server, Report report) {
        int grace = server.podInteger(DEFAULT_GRACE, "terminationGracePeriodSeconds");
        if (grace < LEAST_GRACE) {
            server.reportSet(
                    report,
                    GRACE,
                    "spec.template.spec.terminationGracePeriodSeconds",
                    "it is " + grace + " s",
                    "use 120 or more");
        }
    }
}
