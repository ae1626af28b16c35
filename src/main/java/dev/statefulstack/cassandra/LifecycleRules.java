package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.List;

/** How nodes start, are probed and stop in the finished manifests. */
final class LifecycleRules implements Check {
    private static final Rule PARALLEL = Rule.warning(
            "cassandra-parallel-bootstrap",
            "only one node may join at a time; the others stop and try again",
            "apache/cassandra service/StorageService.java; jaegertracing/helm-charts issue 555");
    private static final Rule LIVENESS = Rule.error(
            "cassandra-liveness-needs-cql",
            "clients are let in only after the join, so a node that joins for long is killed, and 5.0 then stays wedged",
            "apache/cassandra service/CassandraDaemon.java and dht/RangeStreamer.java; helm/charts pull request 1227");
    private static final Rule NODETOOL = Rule.warning(
            "cassandra-nodetool-probe",
            "each call starts a JVM of one to five seconds of CPU, so it times out under load",
            "bitnami/charts issue 14162; sky-uk/cassandra-operator issue 30");
    private static final Rule DECOMMISSION = Rule.error(
            "cassandra-decommission-in-prestop",
            "it would leave the cluster and stream all its data at every restart",
            "statefulstack");
    private static final Rule GRACE = Rule.warning(
            "cassandra-grace-too-short",
            "what is in memory is written to disk first; killed earlier, the node replays its commit log",
            "apache/cassandra service/StorageService.java, StorageServiceShutdownHook");

    /** Seconds below which a probe by nodetool fails on a busy node. */
    private static final int NODETOOL_TIMEOUT = 10;

    private static final int LEAST_GRACE = 60;

    private static final int DEFAULT_GRACE = 30;

    @Override
    public List<Rule> rules() {
        return List.of(PARALLEL, LIVENESS, NODETOOL, DECOMMISSION, GRACE);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Node node : Node.in(documents)) {
            start(node, report);
            liveness(node, report);
            for (String probe : List.of("startupProbe", "readinessProbe")) {
                nodetool(node, probe, report);
            }
            stop(node, report);
        }
    }

    private static void start(Node node, Report report) {
        if (node.set().replicas() > 1
                && Nodes.text(node.document().root(), "spec", "podManagementPolicy")
                        .equals("Parallel")) {
            node.document()
                    .report(
                            report,
                            PARALLEL,
                            "spec.podManagementPolicy",
                            node.set().replicas() + " pods start at once",
                            "set podManagementPolicy: OrderedReady");
        }
    }

    private static void liveness(Node node, Report report) {
        String port = Nodes.text(node.container(), "livenessProbe", "tcpSocket", "port");
        String command = node.command("livenessProbe", "exec", "command");
        boolean asksClients = port.equals(CassandraPlanner.CQL.name())
                || port.equals(Integer.toString(CassandraPlanner.CQL.number()));
        if (asksClients || command.contains("nodetool") || command.contains("cqlsh")) {
            node.document()
                    .report(
                            report,
                            LIVENESS,
                            "container " + CassandraPlanner.CONTAINER + " livenessProbe",
                            command.isEmpty() ? "it asks for port " + port : "it runs " + command.strip(),
                            "ask for port " + CassandraPlanner.INTRA.name() + ", or leave the liveness probe out");
        }
    }

    private static void nodetool(Node node, String probe, Report report) {
        int timeout = Nodes.integer(node.container(), 1, probe, "timeoutSeconds");
        if (node.command(probe, "exec", "command").contains("nodetool") && timeout < NODETOOL_TIMEOUT) {
            node.document()
                    .report(
                            report,
                            NODETOOL,
                            "container " + CassandraPlanner.CONTAINER + " " + probe,
                            "it runs nodetool and waits " + timeout + " s",
                            "ask for port " + CassandraPlanner.CQL.name() + ", or wait for " + NODETOOL_TIMEOUT
                                    + " s at least");
        }
    }

    private static void stop(Node node, Report report) {
        String command = node.command("lifecycle", "preStop", "exec", "command");
        if (command.contains("decommission")) {
            node.document()
                    .report(
                            report,
                            DECOMMISSION,
                            "container " + CassandraPlanner.CONTAINER + " lifecycle.preStop",
                            "it runs " + command.strip(),
                            "run nodetool drain there, and decommission by hand before you scale down");
        }
        int grace = Nodes.integer(
                node.document().root(), DEFAULT_GRACE, "spec", "template", "spec", "terminationGracePeriodSeconds");
        if (grace < LEAST_GRACE) {
            node.document()
                    .report(
                            report,
                            GRACE,
                            "spec.template.spec.terminationGracePeriodSeconds",
                            "it is " + grace + " s",
                            "use 120 or more");
        }
    }
}
