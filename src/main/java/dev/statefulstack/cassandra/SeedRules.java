package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.tree.MapNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Seeds in the finished manifests, where an edit may have changed them. */
final class SeedRules implements Check {
    private static final String SHEET = "sheet Apache Cassandra, ";

    private static final Rule MISSING = Rule.error(
            "cassandra-seeds-missing",
            "a pod without another seed founds a cluster of its own, and nothing fails: each shows one node",
            SHEET + "1.2 and 11 (3)");
    private static final Rule UNRESOLVABLE = Rule.error(
            "cassandra-seed-unresolvable",
            "nodes stop when no seed's name resolves, also those that have data",
            SHEET + "2.1 and 11 (1)");
    private static final Rule SERVICE = Rule.error(
            "cassandra-seed-service-name",
            "a node is a seed when a seed's name leads to its own address: a Service's name leads to any node or to none,"
                    + " addresses of pods change, and a bare host name only resolves in its own pod",
            SHEET + "3 and 11 (2)");
    private static final Rule ALL = Rule.error(
            "cassandra-all-seeds",
            "a seed takes over no data when it joins, so a pod that lost its disk would come back empty",
            SHEET + "2.2 and 11 (10)");
    private static final Rule DIFFER = Rule.error(
            "cassandra-seeds-differ",
            "nodes with other seeds may found a second cluster of the same name",
            SHEET + "3 and 11");
    private static final Rule MANY = Rule.warning(
            "cassandra-many-seeds", "the server warns above 20: each is asked in every round of gossip", SHEET + "2.1");
    private static final Rule BLOCKED = Rule.error(
            "cassandra-external-seeds-blocked",
            "nodes open connections to each other from both sides, and the network policy lets in this stack's pods only",
            SHEET + "7.2");

    private static final int MANY_SEEDS = 20;

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, UNRESOLVABLE, SERVICE, ALL, DIFFER, MANY, BLOCKED);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        List<Node> nodes = Node.in(documents);
        Map<String, Node> first = new LinkedHashMap<>();
        for (Node node : nodes) {
            new Look(node, nodes, documents, report).run();
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

    /** One set's seeds, among all sets. */
    private record Look(Node node, List<Node> nodes, List<Document> documents, Report report) {
        void run() {
            String text = seeds(node);
            List<Seed> seeds = Seed.list(text);
            if (seeds.isEmpty() || !EnvReferences.in(text).isEmpty()) {
                missing(text);
                return;
            }
            boolean external = false;
            Map<String, String> own = new TreeMap<>();
            for (Seed seed : seeds) {
                String pod = seed.labels()[0];
                Node target = target(pod);
                if (target != null) {
                    // A stack of the same name in another Kubernetes cluster has the same pods in another domain.
                    external |= !own.merge(pod, seed.host(), (first, other) -> first)
                            .equals(seed.host());
                } else if (seed.isBare() || seed.isService() || isService(pod)) {
                    add(
                            SERVICE,
                            "'" + seed + "' is " + (isService(pod) || seed.isService() ? "a Service" : "no full name"),
                            "name pods: <pod>.<headless Service>.<namespace>.svc.<domain>");
                } else if (seed.labels().length > 1 && isService(seed.labels()[1])) {
                    add(UNRESOLVABLE, "there is no pod '" + pod + "'", "name pods of " + sets());
                } else {
                    external = true;
                }
            }
            if (own.isEmpty() && external) {
                add(
                        seeds.get(0).isAddress() ? SERVICE : UNRESOLVABLE,
                        "none of " + text + " is a pod of " + sets(),
                        "name at least one pod of each data centre, by its DNS name");
            }
            if (seeds.size() > MANY_SEEDS) {
                add(MANY, seeds.size() + " seeds", "two or three for each data centre are enough");
            }
            all(own, external);
            if (external) {
                blocked();
            }
            published(own);
        }

        private void add(Rule rule, String what, String fix) {
            node.document().report(report, rule, Node.variable(CassandraConfig.SEEDS), what, fix);
        }

        private void missing(String text) {
            if (node.set().replicas() > 1 || nodes.size() > 1) {
                add(
                        MISSING,
                        text.isEmpty()
                                ? CassandraConfig.SEEDS + " is not set, so it is the pod's own address"
                                : CassandraConfig.SEEDS + " is " + text + ", which differs from pod to pod",
                        "leave the computed value, or name one or two pods");
            }
        }

        private void all(Map<String, String> own, boolean external) {
            int pods = 0;
            for (Node other : nodes) {
                pods += other.set().replicas();
            }
            if (pods > 1 && own.size() == pods && !external) {
                add(ALL, "all " + pods + " pods are seeds", "add pods: .replicas(3), or take seeds out of the list");
            }
        }

        /** A name in a headless Service that hides pods until they are ready, which needs their names first. */
        private void published(Map<String, String> own) {
            for (Document service : documents) {
                if (service.kind().equals("Service")
                        && !own.isEmpty()
                        && service.name().equals(node.set().serviceName())
                        && !Nodes.text(service.root(), "spec", "publishNotReadyAddresses")
                                .equals("true")) {
                    service.report(
                            report,
                            UNRESOLVABLE,
                            "spec.publishNotReadyAddresses",
                            service.name()
                                    + " publishes only pods that are ready, and no seed is ready before it has started",
                            "set publishNotReadyAddresses: true");
                }
            }
        }

        private void blocked() {
            for (Document policy : documents) {
                if (policy.kind().equals("NetworkPolicy")
                        && node.isSelectedBy(Nodes.strings(policy.root(), "spec", "podSelector", "matchLabels"))
                        && !letsOthersIn(policy)) {
                    policy.report(
                            report,
                            BLOCKED,
                            "spec.ingress",
                            "port " + CassandraPlanner.INTRA.number() + " is open to pods of this stack only",
                            "let the other nodes in by an edit of NetworkPolicy \"" + policy.name()
                                    + "\" that adds an ipBlock or namespaceSelector, or say .withoutNetworkPolicy()");
                }
            }
        }

        private static boolean letsOthersIn(Document policy) {
            for (MapNode rule : Nodes.maps(policy.root(), "spec", "ingress")) {
                if (isForPeers(rule)) {
                    List<MapNode> from = Nodes.maps(rule, "from");
                    if (from.isEmpty()) {
                        return true;
                    }
                    for (MapNode peer : from) {
                        if (peer.get("ipBlock") != null || peer.get("namespaceSelector") != null) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static boolean isForPeers(MapNode rule) {
            List<MapNode> ports = Nodes.maps(rule, "ports");
            for (MapNode port : ports) {
                String number = Nodes.text(port, "port");
                if (number.equals(CassandraPlanner.INTRA.name())
                        || number.equals(Integer.toString(CassandraPlanner.INTRA.number()))) {
                    return true;
                }
            }
            return ports.isEmpty();
        }

        /** The set that has, or would have with more replicas, the pod; what is wrong then, the shared checks say. */
        private @Nullable Node target(String pod) {
            int dash = pod.lastIndexOf('-');
            for (Node other : nodes) {
                if (dash > 0 && other.set().name().equals(pod.substring(0, dash)) && node.isIn(other)) {
                    return other;
                }
            }
            return null;
        }

        private boolean isService(String name) {
            for (Document document : documents) {
                if (document.kind().equals("Service") && document.name().equals(name)) {
                    return true;
                }
            }
            return false;
        }

        private String sets() {
            StringBuilder names = new StringBuilder();
            for (Node other : nodes) {
                names.append(names.length() == 0 ? "" : ", ").append(other.set().name());
            }
            return names.toString();
        }
    }
}
