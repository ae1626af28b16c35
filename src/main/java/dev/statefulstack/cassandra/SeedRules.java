package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Seeds in the finished manifests, where an edit may have changed them. */
final class SeedRules implements Check {
    static final Rule MISSING = Rule.error(
                    "cassandra-seeds-missing",
                    "a pod without another seed founds a cluster of its own, and nothing fails: each shows one node",
                    CassandraChecks.ENTRYPOINT)
            .ofStacks("leave the computed value, or name one or two pods");
    static final Rule UNRESOLVABLE = Rule.error(
            "cassandra-seed-unresolvable",
            "nodes stop when no seed's name resolves, also those that have data",
            "apache/cassandra locator/SimpleSeedProvider.java and config/DatabaseDescriptor.java;"
                    + " kubernetes/examples issue 89");
    static final Rule SERVICE = Rule.error(
            "cassandra-seed-service-name",
            "a node is a seed when a seed's name leads to its own address: a Service's name leads to any node or to none,"
                    + " addresses of pods change, and a bare host name only resolves in its own pod",
            "apache/cassandra locator/SimpleSeedProvider.java; kubernetes issue 40872");
    static final Rule ALL = Rule.error(
                    "cassandra-all-seeds",
                    "a seed takes over no data when it joins, so a pod that lost its disk would come back empty",
                    "apache/cassandra service/StorageService.java; kubernetes/examples issue 175")
            .ofStacks("add pods: .replicas(3), or take seeds out of the list");
    private static final Rule DIFFER = Rule.error(
            "cassandra-seeds-differ",
            "nodes with other seeds may found a second cluster of the same name",
            "DataStax documentation: the same seeds everywhere");
    static final Rule MANY = Rule.warning(
            "cassandra-many-seeds",
            "the server warns above 20: each is asked in every round of gossip",
            "apache/cassandra locator/SimpleSeedProvider.java");
    static final Rule BLOCKED = Rule.error(
                    "cassandra-external-seeds-blocked",
                    "nodes open connections to each other from both sides, and the network policy lets in this cluster's pods only",
                    "statefulstack")
            .ofStacks(
                    "let the other nodes in by an edit of the NetworkPolicy that adds an ipBlock or namespaceSelector, or"
                            + " say .withoutNetworkPolicy()");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, UNRESOLVABLE, SERVICE, ALL, DIFFER, MANY, BLOCKED);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        List<Node> nodes = Node.in(documents);
        Map<String, Node> first = new LinkedHashMap<>();
        for (Node node : nodes) {
            new SeedsOfNode(node, nodes, documents, report).look();
            Node other = first.putIfAbsent(node.text(CassandraConfig.CLUSTER_NAME), node);
            if (other != null && !seeds(other).equals(seeds(node))) {
                node.document()
                        .report(
                                report,
                                DIFFER,
                                Node.variable(CassandraConfig.SEEDS),
                                other.set().name() + " has the seeds " + seeds(other) + " and "
                                        + node.set().name() + " " + seeds(node),
                                "give all StatefulSets of the cluster the same list");
            }
        }
    }

    private static String seeds(Node node) {
        return node.text(CassandraConfig.SEEDS);
    }
}
