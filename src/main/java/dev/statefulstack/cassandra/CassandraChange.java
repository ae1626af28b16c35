package dev.statefulstack.cassandra;

import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Kubectl;
import dev.statefulstack.change.ScaleContract;
import dev.statefulstack.change.SetPair;
import dev.statefulstack.change.SystemRules;
import dev.statefulstack.change.Verdicts;
import dev.statefulstack.change.Versions;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Version;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Cassandra's nodes make of another version of their manifests. */
public final class CassandraChange implements SystemRules {
    private static final Rule FIXED = Rule.error(
            "cassandra-immutable-changed",
            "a node keeps it from its first start, and refuses to start with another one",
            "apache/cassandra db/SystemKeyspace.java, service/StorageService.java, service/StartupChecks.java");
    private static final Rule NEW_SEED = Rule.error(
            "cassandra-new-pod-is-seed",
            "a node that finds itself among the seeds joins without streaming, so it owns ranges and has no data for"
                    + " them",
            "apache/cassandra service/StorageService.java; kubernetes/examples issue 175");
    private static final Rule DOWN = Rule.warning(
            "cassandra-scale-down",
            "a node that is not decommissioned stays in the ring as dead, and what it held has one copy less",
            "bitnami/charts issue 32130; k8ssandra/cass-operator issue 261");
    private static final Rule UP = Rule.info(
            "cassandra-scale-up",
            "new nodes take ranges over, and the old ones keep the data of them until they are told",
            "Apache Cassandra documentation: adding nodes");
    private static final Rule OLDER = Rule.warning(
            "cassandra-image-older",
            "an older version need not be able to read the files that a newer one has written, and then its nodes stop",
            "apache/cassandra NEWS.txt, general upgrading advice; utils/StorageCompatibilityMode.java");

    /** The first version that can be told to write what 4.x reads, and does so in the image unless told otherwise. */
    private static final Version FIRST_WITH_MODE = Version.of(5, 0, 0);

    static final List<Rule> RULES = List.of(FIXED, NEW_SEED, DOWN, UP, OLDER);

    /** What is fixed at the first start, with what the image takes where it is not set. */
    private static final Map<String, String> FIXED_VARIABLES = new LinkedHashMap<>();

    static {
        FIXED_VARIABLES.put(CassandraConfig.CLUSTER_NAME, "Test Cluster");
        FIXED_VARIABLES.put(CassandraConfig.DATA_CENTER, "dc1");
        FIXED_VARIABLES.put(CassandraConfig.RACK, "rack1");
        FIXED_VARIABLES.put(CassandraConfig.SNITCH, "SimpleSnitch");
        FIXED_VARIABLES.put(CassandraConfig.NUM_TOKENS, "16");
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public boolean owns(Workload set) {
        return node(set.document()) != null;
    }

    private static @Nullable Node node(Document document) {
        List<Node> nodes = Node.in(List.of(document));
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    @Override
    public ScaleContract scaling(SetPair set, Versions versions) {
        List<String> todo = new ArrayList<>();
        if (set.after().replicas() > set.before().replicas()) {
            todo.add(Kubectl.rolled(set.after()));
            todo.add("# when all have joined, on the old nodes, one after the other:");
            for (String pod : Kubectl.pods(set.before())) {
                todo.add(nodetool(set, pod, "cleanup"));
            }
            return new ScaleContract(Effect.IN_PLACE, UP, "", List.of(), todo);
        }
        todo.add("# one after the other; each streams its data to the rest and ends as DECOMMISSIONED:");
        for (String pod : set.removedPods()) {
            todo.add(nodetool(set, pod, "decommission"));
            todo.add(nodetool(set, pod, "netstats"));
        }
        List<String> then = new ArrayList<>();
        then.add("# no node may show as DN:");
        then.add(nodetool(set, set.before().name() + "-" + set.before().firstOrdinal(), "status"));
        then.add("# the volumes, since a decommissioned node refuses to come back with its old data:");
        for (String pod : set.removedPods()) {
            for (MapNode claim : set.before().claimTemplates()) {
                then.add(Kubectl.in(set.before().document()) + " delete pvc " + Nodes.text(claim, "metadata", "name")
                        + "-" + pod);
            }
        }
        return new ScaleContract(
                Effect.AT_RISK,
                DOWN,
                "no keyspace of the data centre may have more replicas than nodes are left",
                todo,
                then);
    }

    private static String nodetool(SetPair set, String pod, String command) {
        return Kubectl.in(set.after().document()) + " exec " + pod + " -c " + CassandraPlanner.CONTAINER
                + " -- nodetool " + command;
    }

    @Override
    public void look(Versions versions, Verdicts verdicts) {
        boolean exists = !Node.in(versions.before()).isEmpty();
        TreeSet<String> told = new TreeSet<>();
        for (SetPair set : versions.sets()) {
            Node before = node(set.before().document());
            Node after = node(set.after().document());
            if (before != null && after != null) {
                fixed(set, before, after, verdicts);
                image(set, before, after, verdicts);
                if (exists) {
                    seeds(set, before, after, versions, told, verdicts);
                }
            }
        }
    }

    private static void fixed(SetPair set, Node before, Node after, Verdicts verdicts) {
        for (Map.Entry<String, String> variable : FIXED_VARIABLES.entrySet()) {
            String name = variable.getKey();
            if (before.isFilledIn(name) || after.isFilledIn(name)) {
                continue;
            }
            String old = before.env().getOrDefault(name, variable.getValue());
            String now = after.env().getOrDefault(name, variable.getValue());
            if (!old.equals(now)) {
                verdicts.add(
                        Effect.AT_RISK,
                        FIXED,
                        set.pair().spot(path(name), entry(before, name), entry(after, name)),
                        old + " -> " + now,
                        "# keep it; nodes with another value are a new data centre, to which data is streamed with",
                        "# nodetool rebuild, or another cluster");
            }
        }
    }

    private static void seeds(
            SetPair set, Node before, Node after, Versions versions, Set<String> told, Verdicts verdicts) {
        TreeSet<String> running = new TreeSet<>();
        for (Node node : Node.in(versions.before())) {
            running.addAll(Kubectl.pods(node.set()));
        }
        TreeSet<String> coming = new TreeSet<>();
        for (Node node : Node.in(versions.after())) {
            coming.addAll(Kubectl.pods(node.set()));
        }
        List<String> fresh = new ArrayList<>();
        for (Seed seed : Seed.list(after.text(CassandraConfig.SEEDS))) {
            String pod = seed.labels()[0];
            if (coming.contains(pod) && !running.contains(pod)) {
                fresh.add(pod);
            }
        }
        if (!fresh.isEmpty() && told.add(fresh.toString())) {
            verdicts.add(
                    Effect.AT_RISK,
                    NEW_SEED,
                    set.pair()
                            .spot(
                                    path(CassandraConfig.SEEDS),
                                    entry(before, CassandraConfig.SEEDS),
                                    entry(after, CassandraConfig.SEEDS)),
                    String.join(", ", fresh) + " among the seeds before the first start",
                    set.after().document().isOfStack()
                            ? "# keep the old list until they have joined: .foundingReplicas(n) with the number of the first"
                                    + " apply, or .laterRack(name)"
                            : "# keep the old list until they have joined");
        }
    }

    private static void image(SetPair set, Node before, Node after, Verdicts verdicts) {
        Version was = version(before);
        Version is = version(after);
        if (was != null && is != null && was.isBeyond(is)) {
            verdicts.add(
                    Effect.AT_RISK,
                    OLDER,
                    set.pair()
                            .spot(
                                    "spec.template.spec.containers[" + CassandraPlanner.CONTAINER + "].image",
                                    before.container().get("image"),
                                    after.container().get("image")),
                    "Cassandra " + was + " -> " + is,
                    goingBack(was, is));
        }
    }

    private static String[] goingBack(Version was, Version is) {
        String snapshot = "# restore a snapshot that was taken before the upgrade, into a new cluster";
        return was.major() == FIRST_WITH_MODE.major() && is.major() == FIRST_WITH_MODE.major() - 1
                ? new String[] {
                    "# possible while storage_compatibility_mode in cassandra.yaml is CASSANDRA_4, as in the image: drain each",
                    "# node first; where it is UPGRADING or NONE, " + snapshot.substring(2)
                }
                : new String[] {snapshot};
    }

    private static @Nullable Version version(Node node) {
        ImageReference reference = ImageReference.parse(Nodes.text(node.container(), "image"));
        CassandraImage image = reference == null ? null : CassandraImage.recognise(reference);
        return image == null ? null : image.version();
    }

    private static dev.statefulstack.tree.@Nullable Node entry(Node node, String variable) {
        for (MapNode listed : Nodes.maps(node.container(), "env")) {
            if (Nodes.text(listed, "name").equals(variable)) {
                return listed;
            }
        }
        return node.container().get("env");
    }

    private static String path(String variable) {
        return "spec.template.spec.containers[" + CassandraPlanner.CONTAINER + "].env[" + variable + "]";
    }
}
