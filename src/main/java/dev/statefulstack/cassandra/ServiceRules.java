package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Services and disruption budgets of nodes in the finished manifests. */
final class ServiceRules implements Check {
    private static final Rule JMX = Rule.warning(
            "cassandra-jmx-published",
            "JMX listens on loopback only, so nobody can reach it",
            CassandraChecks.START_SCRIPT + ", LOCAL_JMX");
    private static final Rule INTERNODE = Rule.warning(
            "cassandra-client-exposes-internode",
            "the port between nodes asks nobody for a password, and one address for all nodes is of no use to them",
            "statefulstack");
    private static final Rule IPV6 = Rule.warning(
                    "cassandra-ipv6-auto",
                    "the image finds IPv4 addresses only, so localhost stays",
                    CassandraChecks.ENTRYPOINT)
            .ofStacks("leave the computed value: the pod's address");
    private static final Rule BUDGET = Rule.error(
            "cassandra-pdb-per-rack",
            "any two nodes of a data centre hold common data: a budget for each rack lets one of each go at once, and no"
                    + " quorum is left",
            "k8ssandra/cass-operator pkg/reconciliation: one budget for each data centre");

    /** Where JMX listens, on loopback. */
    private static final int JMX_PORT = 7199;

    @Override
    public List<Rule> rules() {
        return List.of(JMX, INTERNODE, IPV6, BUDGET);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        List<Node> nodes = Node.in(documents);
        for (Document document : documents) {
            if (document.kind().equals("Service")) {
                ports(document, report);
                family(document, nodes, report);
            } else if (document.kind().equals("PodDisruptionBudget")) {
                budget(document, nodes, report);
            }
        }
    }

    private static void ports(Document service, Report report) {
        boolean headless = Nodes.text(service.root(), "spec", "clusterIP").equals("None");
        for (MapNode port : Nodes.maps(service.root(), "spec", "ports")) {
            if (isPort(port, JMX_PORT, "jmx")) {
                service.report(
                        report,
                        JMX,
                        "spec.ports",
                        "port " + JMX_PORT + " is JMX",
                        "remove it; run nodetool in the pod");
            } else if (!headless && isPort(port, CassandraPlanner.INTRA.number(), CassandraPlanner.INTRA.name())) {
                service.report(
                        report,
                        INTERNODE,
                        "spec.ports",
                        service.name() + " has the port " + CassandraPlanner.INTRA.number(),
                        "leave it to the headless Service");
            }
        }
    }

    private static boolean isPort(MapNode port, int number, String name) {
        String target = Nodes.text(port, "targetPort");
        return Nodes.integer(port, -1, "port") == number
                || target.equals(Integer.toString(number))
                || target.equals(name);
    }

    private static void family(Document service, List<Node> nodes, Report report) {
        List<dev.statefulstack.tree.Node> families = Nodes.items(service.root(), "spec", "ipFamilies");
        boolean ipv6 = !families.isEmpty()
                && families.get(0) instanceof ScalarNode family
                && family.text().equals("IPv6");
        for (Node node : nodes) {
            String address = node.text(CassandraConfig.LISTEN_ADDRESS);
            if (ipv6
                    && node.isSelectedBy(Nodes.strings(service.root(), "spec", "selector"))
                    && (address.isEmpty() || address.equals("auto"))) {
                node.document()
                        .report(
                                report,
                                IPV6,
                                Node.variable(CassandraConfig.LISTEN_ADDRESS),
                                service.name() + " is of IPv6, and the image looks for the address itself",
                                "take the field status.podIP");
            }
        }
    }

    private static void budget(Document budget, List<Node> nodes, Report report) {
        Map<String, String> selector = Nodes.strings(budget.root(), "spec", "selector", "matchLabels");
        for (Node node : nodes) {
            if (!node.isSelectedBy(selector)) {
                continue;
            }
            List<String> left = new ArrayList<>();
            for (Node other : nodes) {
                if (isSameDataCenter(node, other) && !other.isSelectedBy(selector)) {
                    left.add(other.set().name());
                }
            }
            if (!left.isEmpty()) {
                budget.report(
                        report,
                        BUDGET,
                        "spec.selector",
                        "it counts " + node.set().name() + " and not " + String.join(", ", left)
                                + " of the same data centre",
                        "select the pods of the whole data centre, without the label of the rack");
            }
        }
    }

    private static boolean isSameDataCenter(Node a, Node b) {
        return a.isIn(b)
                && a.text(CassandraConfig.CLUSTER_NAME).equals(b.text(CassandraConfig.CLUSTER_NAME))
                && a.text(CassandraConfig.DATA_CENTER).equals(b.text(CassandraConfig.DATA_CENTER));
    }
}
