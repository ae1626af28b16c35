package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Whether all nodes in the finished manifests are of one cluster and name the same voters, each of which is there. */
final class QuorumCheck implements ServerCheck {
    private static final Rule ID_DIFFERS = Rule.error(
                    "kafka-cluster-id-differs",
                    "a disk keeps the id that it was formatted with, and nodes of different ids refuse each other",
                    "bitnami/charts issue 31404")
            .ofStacks("say .clusterId(id), which is for all nodes");
    private static final Rule ID_LOST = Rule.error(
                    "kafka-cluster-id-lost",
                    "without a legal id the image of Confluent stops, and Apache's takes one that every careless cluster has;"
                            + " disks keep it for ever",
                    "apache/kafka docker/resources/common-scripts/configureDefaults; bitnami/charts issue 31404")
            .ofStacks("leave the computed id, or say .clusterId(id)");
    private static final Rule DIFFER = Rule.error(
                    "kafka-voters-differ",
                    "nodes that know different voters form different quorums, or none",
                    "Apache Kafka documentation: controller.quorum.voters")
            .ofStacks("leave the computed list in both");
    private static final Rule TWICE = Rule.error(
            "kafka-voter-twice",
            "Kafka takes the list without a word, and counts a voter that is not there",
            "Kafka 3.6.1 to 4.4.0, tried");
    private static final Rule INCOMPLETE = Rule.error(
                    "kafka-voters-incomplete",
                    "a controller whose id is not in the list stops, and a voter without a node counts against the majority",
                    "Kafka's own checks in kafka.server.KafkaConfig; bitnami/charts issues 32637 and 34015")
            .ofStacks("say .replicas(n) or .dedicatedControllers(n), from which list and nodes are computed");
    private static final Rule NO_NODE = Rule.error(
                    "kafka-voter-is-no-node",
                    "the others call a node that does not answer under this id, name and port",
                    "bitnami/charts issues 17715 and 17797")
            .ofStacks("leave the computed list of voters");
    private static final Rule ID_SHARED = Rule.error(
            "kafka-node-id-shared",
            "the second node with an id is refused, and a broker with the id of a voter stops",
            "Kafka's own checks in kafka.server.KafkaConfig");

    private static final String CLUSTER_ID = "CLUSTER_ID";
    private static final String NEW_ID =
            "set " + CLUSTER_ID + " to what kafka-storage.sh random-uuid prints, the same on all nodes";

    /** Nodes that are worth being listed in a fix. */
    private static final int LISTED = 9;

    @Override
    public List<Rule> rules() {
        return List.of(
                ID_DIFFERS, ID_LOST, KafkaChecks.CLUSTER_ID_PUBLIC, DIFFER, TWICE, INCOMPLETE, NO_NODE, ID_SHARED);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        Set<String> seen = new LinkedHashSet<>();
        for (Server server : servers) {
            clusterId(server, servers.get(0), report);
            if (!server.isUnseenSetting(ConfigKey.VOTERS)) {
                String voters = server.setting(ConfigKey.VOTERS);
                if (seen.add(voters)) {
                    if (seen.size() > 1) {
                        server.reportSetting(
                                report,
                                DIFFER,
                                ConfigKey.VOTERS,
                                "the list is '" + voters + "', and that of "
                                        + servers.get(0).set().name() + " is '"
                                        + servers.get(0).setting(ConfigKey.VOTERS) + "'",
                                "write the same list into both");
                    }
                    voters(server, servers, report);
                }
            }
        }
        ids(servers, report);
    }

    private static void clusterId(Server server, Server first, Report report) {
        String id = server.env(CLUSTER_ID);
        if (server.isUnseen(CLUSTER_ID)) {
            return;
        }
        if (!ClusterId.isLegal(id)) {
            server.reportEnv(
                    report,
                    ID_LOST,
                    CLUSTER_ID,
                    id.isEmpty() ? CLUSTER_ID + " is not set" : CLUSTER_ID + " is '" + id + "'",
                    NEW_ID);
        } else if (id.equals(ClusterId.PUBLIC)) {
            server.reportEnv(
                    report, KafkaChecks.CLUSTER_ID_PUBLIC, CLUSTER_ID, id + " is the image's constant", NEW_ID);
        } else if (!first.isUnseen(CLUSTER_ID) && !id.equals(first.env(CLUSTER_ID))) {
            server.reportEnv(
                    report,
                    ID_DIFFERS,
                    CLUSTER_ID,
                    "it is " + id + ", and that of " + first.set().name() + " is " + first.env(CLUSTER_ID),
                    "set the same " + CLUSTER_ID + " on all nodes: the one that is on their disks");
        }
    }

    private static void voters(Server server, List<Server> servers, Report report) {
        Set<String> ids = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        List<String> voters = server.items(ConfigKey.VOTERS);
        boolean told = false;
        for (String voter : voters) {
            String id = voter.substring(0, Math.max(0, voter.indexOf('@')));
            String address = voter.substring(voter.indexOf('@') + 1);
            boolean newId = ids.add(id);
            if (!addresses.add(address) || !newId) {
                server.reportSetting(
                        report,
                        TWICE,
                        ConfigKey.VOTERS,
                        voter + " has an id or an address that an earlier voter has",
                        "name each node once");
            }
            String problem = problem(id, address, servers);
            // One cause, such as another name of the set, is wrong for all voters.
            if (problem != null && !told) {
                told = true;
                server.reportSetting(report, NO_NODE, ConfigKey.VOTERS, voter + ": " + problem, listAll(servers));
            }
        }
        int nodes = 0;
        for (Server other : servers) {
            nodes += other.isController() ? other.replicas() : 0;
        }
        if (voters.size() != nodes) {
            server.reportSetting(
                    report,
                    INCOMPLETE,
                    ConfigKey.VOTERS,
                    "there are " + voters.size() + " voters, and " + nodes + " nodes vote",
                    listAll(servers));
        }
    }

    /** What the list of these nodes would be. */
    private static String listAll(List<Server> servers) {
        StringJoiner voters = new StringJoiner(",");
        int listed = 0;
        for (Server server : servers) {
            for (int i = 0; server.isController() && i < server.replicas() && listed < LISTED; i++, listed++) {
                int ordinal = server.set().firstOrdinal() + i;
                String id = nodeId(server, ordinal);
                voters.add((id.isEmpty() ? "<id>" : id) + "@" + server.host(ordinal) + ".<cluster domain>:"
                        + controllerPort(server));
            }
        }
        return "name each node that votes, once: " + voters + (listed < LISTED ? "" : ",...");
    }

    private static String controllerPort(Server server) {
        List<String> names = server.items(ConfigKey.CONTROLLER_LISTENERS);
        for (ListenerAddress listener : server.listeners()) {
            if (names.contains(listener.name())) {
                return listener.port();
            }
        }
        return "<port>";
    }

    /** Why nobody answers there; null where a node does. */
    private static @Nullable String problem(String id, String address, List<Server> servers) {
        int colon = address.lastIndexOf(':');
        int dot = address.indexOf('.');
        String pod = address.substring(0, dot >= 0 ? dot : Math.max(0, colon));
        String port = address.substring(colon + 1);
        for (Server server : servers) {
            Integer ordinal = server.isController() ? server.ordinal(pod) : null;
            if (ordinal != null) {
                String own = nodeId(server, ordinal);
                if (!own.isEmpty() && !own.equals(id)) {
                    return "the id of " + pod + " is " + own;
                }
                List<String> names = server.items(ConfigKey.CONTROLLER_LISTENERS);
                for (ListenerAddress listener : server.listeners()) {
                    if (names.contains(listener.name()) && !listener.port().equals(port)) {
                        return "its controller listens on " + listener.port();
                    }
                }
                return null;
            }
        }
        return "'" + pod + "' is no node that votes";
    }

    private static void ids(List<Server> servers, Report report) {
        Map<String, Server> owners = new HashMap<>();
        for (Server server : servers) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < server.replicas(); i++) {
                own.add(nodeId(server, server.set().firstOrdinal() + i));
            }
            for (String id : own) {
                Server owner = id.isEmpty() ? null : owners.putIfAbsent(id, server);
                if (owner != null) {
                    server.reportSetting(
                            report,
                            ID_SHARED,
                            ConfigKey.NODE_ID,
                            "the id " + id + " is that of a node of "
                                    + owner.set().name() + " too",
                            "take the id from the pod's ordinal, and begin the brokers at "
                                    + KafkaPlanner.FIRST_BROKER);
                    return;
                }
            }
        }
    }

    /** The id of the pod with the ordinal: the ordinal, unless a text stands in the manifests; empty if unknown. */
    private static String nodeId(Server server, int ordinal) {
        String text = server.setting(ConfigKey.NODE_ID);
        if (text.isEmpty()) {
            return Integer.toString(ordinal);
        }
        return Names.isDecimal(text, 9) ? text : "";
    }
}
