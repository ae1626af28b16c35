package dev.statefulstack.kafka;

import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Kubectl;
import dev.statefulstack.change.Pair;
import dev.statefulstack.change.ScaleContract;
import dev.statefulstack.change.SetPair;
import dev.statefulstack.change.SystemRules;
import dev.statefulstack.change.Verdicts;
import dev.statefulstack.change.Versions;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Version;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Kafka's nodes make of another version of their manifests. */
public final class KafkaChange implements SystemRules {
    private static final Rule VOTERS = Rule.error(
            "kafka-voters-changed",
            "the voters of a static quorum are fixed when it first forms: 3.6 refuses to start with others, later ones"
                    + " start, and nodes without data can make a majority that has lost everything",
            "Kafka 3.6.1 to 4.4.0, tried; Apache Kafka documentation: KRaft, dynamic controller quorum");
    private static final Rule CLUSTER_ID = Rule.error(
            "kafka-cluster-id-changed",
            "the disks keep the id that they were formatted with, and a node with another one stops",
            "Apache Kafka: kafka.server.BrokerServer, meta.properties");
    private static final Rule NODE_ID = Rule.error(
            "kafka-node-id-changed",
            "the disks keep the id of their node, partitions are assigned to it and votes are counted by it; a node with"
                    + " another one stops",
            "Apache Kafka: meta.properties");
    private static final Rule ROLES = Rule.error(
            "kafka-roles-changed",
            "a node that votes no longer is missing in the majority, and one that is no broker any more takes its"
                    + " replicas with it",
            "Apache Kafka documentation: process.roles");
    private static final Rule TOO_FEW = Rule.error(
            "kafka-fewer-brokers-than-replicas",
            "topics that exist keep their number of replicas: they stay under-replicated, and new ones cannot be made",
            "Apache Kafka documentation: replication");
    private static final Rule FEWER = Rule.warning(
            "kafka-brokers-removed",
            "partitions are assigned to brokers by id, and nobody moves them when a broker goes",
            "Apache Kafka documentation: decommissioning brokers");
    private static final Rule MORE = Rule.info(
            "kafka-brokers-added",
            "new brokers get new partitions only",
            "Apache Kafka documentation: expanding your cluster");
    private static final Rule OLDER = Rule.warning(
            "kafka-image-older",
            "a node stops when it does not know the cluster's metadata.version: that of the version that formatted the disks,"
                    + " or that was set after an upgrade, and it can be lowered only over versions that changed no metadata",
            "Apache Kafka documentation: upgrading to 4.0.1, metadata downgrade; KIP-778");

    static final List<Rule> RULES = List.of(VOTERS, CLUSTER_ID, NODE_ID, ROLES, TOO_FEW, FEWER, MORE, OLDER);

    private static final String CLUSTER_VARIABLE = "CLUSTER_ID";

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public boolean owns(Workload set) {
        return server(set.document()) != null;
    }

    /** The container that runs a node whose roles can be seen; null where there is none. */
    private static @Nullable Server server(Document document) {
        for (Server server : Server.in(List.of(document))) {
            if (server.isBroker() || server.isController()) {
                return server;
            }
        }
        return null;
    }

    // ---- another number of nodes

    @Override
    public ScaleContract scaling(SetPair set, Versions versions) {
        Server after = Objects.requireNonNull(server(set.after().document()));
        if (after.isController()) {
            return ScaleContract.impossible(
                    VOTERS,
                    set.before().replicas() + " -> " + set.after().replicas() + " voters; "
                            + set.after().replicas() + " bear the loss of "
                            + (set.after().replicas() - 1) / 2,
                    "# don't apply it: keep the number of nodes that vote",
                    set.after().document().isOfStack()
                            ? "# for more brokers: a cluster with .dedicatedControllers(3), to which topics are mirrored"
                            : "# for more brokers: a cluster with controllers of its own, to which topics are mirrored",
                    "# (MirrorMaker 2); or, from Kafka 4.1 on and with an image of your own, a dynamic quorum");
        }
        return set.after().replicas() > set.before().replicas() ? more(set, after) : fewer(set, after, versions);
    }

    private static ScaleContract more(SetPair set, Server server) {
        return new ScaleContract(
                Effect.IN_PLACE,
                MORE,
                "",
                List.of(),
                List.of(
                        Kubectl.rolled(set.after()),
                        "# then move partitions to the new brokers: --generate a plan, read it, and --execute it",
                        tool(server, "kafka-reassign-partitions") + " --generate --topics-to-move-json-file topics.json"
                                + " --broker-list " + ids(server)));
    }

    private static ScaleContract fewer(SetPair set, Server server, Versions versions) {
        int brokers = 0;
        for (Server other : Server.in(versions.after())) {
            brokers += other.isBroker() ? other.replicas() : 0;
        }
        int replicas = replicas(Server.in(versions.before()));
        List<String> first = new ArrayList<>();
        first.add(
                "# move every partition away from the brokers that go: --generate a plan, read it, --execute it, and");
        first.add("# --verify until it is done");
        first.add(tool(server, "kafka-reassign-partitions")
                + " --generate --topics-to-move-json-file topics.json --broker-list " + ids(server));
        List<String> then = new ArrayList<>();
        then.add("# the controllers forget a broker only when they are told:");
        for (String pod : set.removedPods()) {
            then.add(tool(server, "kafka-cluster") + " --id " + pod.substring(pod.lastIndexOf('-') + 1));
        }
        return brokers < replicas
                ? ScaleContract.impossible(
                        TOO_FEW,
                        brokers + " brokers, and topics have " + replicas + " replicas",
                        "# keep " + replicas + " brokers; else lower the replicas of every topic first")
                : new ScaleContract(Effect.AT_RISK, FEWER, "", first, then);
    }

    /** The most replicas that a topic has by the settings. */
    private static int replicas(List<Server> servers) {
        int most = 1;
        for (Server server : servers) {
            for (ConfigKey key : List.of(ConfigKey.FACTOR, ConfigKey.OFFSETS_FACTOR, ConfigKey.TRANSACTIONS_FACTOR)) {
                String text = server.setting(key);
                if (Names.isDecimal(text, 9)) {
                    most = Math.max(most, Integer.parseInt(text));
                }
            }
        }
        return most;
    }

    private static String tool(Server server, String name) {
        boolean apache = ImageContract.APACHE.equals(server.contract());
        String port = Nodes.text(
                Nodes.maps(server.container(), "ports").isEmpty()
                        ? server.container()
                        : Nodes.maps(server.container(), "ports").get(0),
                "containerPort");
        String verb = name.equals("kafka-cluster") ? " unregister" : "";
        return Kubectl.in(server.set().document()) + " exec " + server.set().name() + "-"
                + server.set().firstOrdinal() + " -c " + KafkaPlanner.CONTAINER + " -- "
                + (apache ? "/opt/kafka/bin/" + name + ".sh" : name) + verb + " --bootstrap-server localhost:" + port;
    }

    private static String ids(Server server) {
        StringJoiner ids = new StringJoiner(",");
        for (int i = 0; i < server.replicas(); i++) {
            ids.add(Integer.toString(server.set().firstOrdinal() + i));
        }
        return ids.toString();
    }

    // ---- what nodes keep on their disks

    @Override
    public void look(Versions versions, Verdicts verdicts) {
        TreeSet<String> told = new TreeSet<>();
        for (SetPair set : versions.sets()) {
            Server before = server(set.before().document());
            Server after = server(set.after().document());
            if (before != null && after != null) {
                Members nodes = new Members(set, before, after, verdicts);
                nodes.variable(
                        CLUSTER_ID,
                        CLUSTER_VARIABLE,
                        set.after().document().isOfStack()
                                ? "say .clusterId(\"" + before.env(CLUSTER_VARIABLE) + "\")"
                                : "keep the old one");
                nodes.variable(NODE_ID, ConfigKey.NODE_ID.variable(), "keep where the id comes from");
                nodes.variable(ROLES, ConfigKey.ROLES.variable(), "make a set of its own for the other role");
                nodes.voters(told);
                nodes.image();
            }
        }
        replaced(versions, verdicts);
    }

    /** Voters whose set is gone, while others found a cluster of the same id: clients would find it empty. */
    private static void replaced(Versions versions, Verdicts verdicts) {
        for (Pair gone : versions.pairs()) {
            Server old = gone.after() == null ? server(gone.document()) : null;
            if (old == null || !old.isController() || old.env(CLUSTER_VARIABLE).isEmpty()) {
                continue;
            }
            for (Pair fresh : versions.pairs()) {
                Server now = fresh.before() == null ? server(fresh.document()) : null;
                if (now != null
                        && now.isController()
                        && now.env(CLUSTER_VARIABLE).equals(old.env(CLUSTER_VARIABLE))) {
                    verdicts.add(
                            Effect.AT_RISK,
                            VOTERS,
                            fresh.spot("spec", "template"),
                            now.set().document() + " is to vote in the place of "
                                    + old.set().document() + ": an empty cluster under the same id",
                            "# don't apply it: give the new cluster another name, mirror topics to it (MirrorMaker 2), and",
                            "# move clients when it has caught up");
                }
            }
        }
    }

    /** One set of nodes in both versions. */
    private record Members(SetPair set, Server before, Server after, Verdicts verdicts) {
        /** A variable that must stay as it is. */
        void variable(Rule rule, String name, String instead) {
            MapNode old = before.variable(name);
            MapNode now = after.variable(name);
            if (old == null || now == null || text(old).equals(text(now))) {
                return;
            }
            verdicts.add(
                    Effect.AT_RISK,
                    rule,
                    set.pair().spot(path(name), old, now),
                    text(old) + " -> " + text(now),
                    "# " + instead);
        }

        private static String text(MapNode variable) {
            String value = Nodes.text(variable, "value");
            String field = Nodes.text(variable, "valueFrom", "fieldRef", "fieldPath");
            return value.isEmpty() ? (field.isEmpty() ? "(from elsewhere)" : field) : value;
        }

        private static String path(String variable) {
            return "spec.template.spec.containers[" + KafkaPlanner.CONTAINER + "].env[" + variable + "]";
        }

        /** One list is many sets' list; where the number of nodes that vote changes, that says it already. */
        void voters(Set<String> told) {
            List<String> old = before.items(ConfigKey.VOTERS);
            List<String> now = after.items(ConfigKey.VOTERS);
            if (old.isEmpty() || now.isEmpty() || new TreeSet<>(old).equals(new TreeSet<>(now))) {
                return;
            }
            boolean counted = old.size() != now.size();
            if (!counted && told.add(old + " " + now)) {
                List<String> lost = new ArrayList<>(old);
                lost.removeAll(now);
                String name = ConfigKey.VOTERS.variable();
                verdicts.add(
                        Effect.AT_RISK,
                        VOTERS,
                        set.pair().spot(path(name), before.variable(name), after.variable(name)),
                        lost.size() + " of " + old.size() + " voters are others: " + String.join(", ", lost)
                                + (lost.size() * 2 > old.size() ? "; no majority of the old ones is left" : ""),
                        "# keep ids, names and port of the voters; a new name, namespace, cluster domain, first ordinal or",
                        "# controller port means another cluster, to which topics are mirrored (MirrorMaker 2)");
            }
        }

        void image() {
            KafkaImage old = before.image();
            KafkaImage now = after.image();
            Version was = old == null ? null : old.kafka();
            Version is = now == null ? null : now.kafka();
            if (was != null && is != null && was.isBeyond(is)) {
                verdicts.add(
                        Effect.AT_RISK,
                        OLDER,
                        set.pair()
                                .spot(
                                        "spec.template.spec.containers[" + KafkaPlanner.CONTAINER + "].image",
                                        before.container().get("image"),
                                        after.container().get("image")),
                        "Kafka " + was + " -> " + is,
                        "# look at the finalized metadata.version, and whether the older version knows it:",
                        tool(before, "kafka-features") + " describe");
            }
        }
    }
}
