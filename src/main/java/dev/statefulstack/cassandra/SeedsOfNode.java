package dev.statefulstack.cassandra;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The list of seeds of one set, looked at among all sets and Services. */
final class SeedsOfNode {
    /** Above, the server warns. */
    private static final int MANY = 20;

    private final Node node;
    private final List<Node> nodes;
    private final List<Document> documents;
    private final Report report;

    /** Pods of these manifests that are seeds, with the host names that stand for them. */
    private final Map<String, String> own = new TreeMap<>();

    /** Whether there are seeds elsewhere. */
    private boolean external;

    SeedsOfNode(Node node, List<Node> nodes, List<Document> documents, Report report) {
        this.node = node;
        this.nodes = nodes;
        this.documents = documents;
        this.report = report;
    }

    void look() {
        if (node.isFilledIn(CassandraConfig.SEEDS)) {
            return;
        }
        String text = node.text(CassandraConfig.SEEDS);
        List<Seed> seeds = Seed.list(text);
        if (seeds.isEmpty() || !EnvReferences.in(text).isEmpty()) {
            missing(text);
            return;
        }
        for (Seed seed : seeds) {
            sort(seed);
        }
        if (own.isEmpty() && external) {
            add(
                    seeds.get(0).isAddress() ? SeedRules.SERVICE : SeedRules.UNRESOLVABLE,
                    "none of " + text + " is a pod of " + sets(),
                    "name at least one pod of each data centre, by its DNS name");
        }
        if (seeds.size() > MANY) {
            add(SeedRules.MANY, seeds.size() + " seeds", "two or three for each data centre are enough");
        }
        all();
        for (Document document : documents) {
            switch (document.kind()) {
                case "Service" -> published(document);
                case "NetworkPolicy" -> open(document);
                default -> {}
            }
        }
    }

    private void add(Rule rule, String what, String fix) {
        node.document().report(report, rule, Node.variable(CassandraConfig.SEEDS), what, fix);
    }

    private void missing(String text) {
        if (node.set().replicas() > 1 || nodes.size() > 1) {
            add(
                    SeedRules.MISSING,
                    text.isEmpty()
                            ? CassandraConfig.SEEDS + " is not set, so it is the pod's own address"
                            : CassandraConfig.SEEDS + " is " + text + ", which differs from pod to pod",
                    "name one or two pods, the same on all of them: " + firstPod());
        }
    }

    private String firstPod() {
        Workload set = node.set();
        return set.name() + "-" + set.firstOrdinal() + "." + set.serviceName() + "."
                + (set.namespace().isEmpty() ? "<namespace>" : set.namespace()) + ".svc.<cluster domain>";
    }

    private void sort(Seed seed) {
        String pod = seed.labels()[0];
        boolean service = seed.isService() || isService(pod);
        if (service || seed.isBare()) {
            add(
                    SeedRules.SERVICE,
                    "'" + seed + "' is " + (service ? "a Service" : "no full name"),
                    "name pods: <pod>.<headless Service>.<namespace>.svc.<domain>");
        } else if (isPod(pod)) {
            // A stack of the same name in another Kubernetes cluster has the same pods in another domain.
            external |= !own.merge(pod, seed.host(), (first, other) -> first).equals(seed.host());
        } else if (seed.labels().length > 1 && isService(seed.labels()[1])) {
            add(SeedRules.UNRESOLVABLE, "there is no pod '" + pod + "'", "name pods of " + sets());
        } else {
            external = true;
        }
    }

    private void all() {
        int pods = 0;
        for (Node other : nodes) {
            pods += other.set().replicas();
        }
        if (pods > 1 && own.size() == pods && !external) {
            add(SeedRules.ALL, "all " + pods + " pods are seeds", "take seeds out of the list, or add pods");
        }
    }

    /** The Service has to publish pods that are not ready: a seed is asked for before it is. */
    private void published(Document service) {
        if (!own.isEmpty()
                && service.name().equals(node.set().serviceName())
                && !Nodes.text(service.root(), "spec", "publishNotReadyAddresses")
                        .equals("true")) {
            service.report(
                    report,
                    SeedRules.UNRESOLVABLE,
                    "spec.publishNotReadyAddresses",
                    service.name() + " publishes only pods that are ready, and no seed is ready before it has started",
                    "set publishNotReadyAddresses: true");
        }
    }

    private void open(Document policy) {
        if (external
                && node.isSelectedBy(Nodes.strings(policy.root(), "spec", "podSelector", "matchLabels"))
                && !letsOthersIn(policy)) {
            policy.report(
                    report,
                    SeedRules.BLOCKED,
                    "spec.ingress",
                    "port " + CassandraPlanner.INTRA.number() + " is open to pods of this cluster only",
                    "add an ipBlock or a namespaceSelector that lets the other nodes in");
        }
    }

    private static boolean letsOthersIn(Document policy) {
        for (MapNode rule : Nodes.maps(policy.root(), "spec", "ingress")) {
            List<MapNode> from = Nodes.maps(rule, "from");
            boolean others = from.isEmpty();
            for (MapNode peer : from) {
                others |= peer.get("ipBlock") != null || peer.get("namespaceSelector") != null;
            }
            if (others && isForPeers(rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForPeers(MapNode rule) {
        List<MapNode> ports = Nodes.maps(rule, "ports");
        boolean found = ports.isEmpty();
        for (MapNode port : ports) {
            String number = Nodes.text(port, "port");
            found |= number.equals(CassandraPlanner.INTRA.name())
                    || number.equals(Integer.toString(CassandraPlanner.INTRA.number()));
        }
        return found;
    }

    /** Whether a set has the pod, or would have with more replicas; what is wrong then, the shared checks say. */
    private boolean isPod(String name) {
        int dash = name.lastIndexOf('-');
        if (dash > 0 && Names.isDecimal(name.substring(dash + 1), 9)) {
            for (Node other : nodes) {
                if (other.set().name().equals(name.substring(0, dash)) && node.isIn(other)) {
                    return true;
                }
            }
        }
        return false;
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
        StringJoiner names = new StringJoiner(", ");
        for (Node other : nodes) {
            names.add(other.set().name());
        }
        return names.toString();
    }
}
