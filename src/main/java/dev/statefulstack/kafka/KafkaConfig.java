package dev.statefulstack.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys of {@code server.properties}: how they become variables, and which of them are computed. */
final class KafkaConfig {
    static final String PREFIX = "KAFKA_";

    /** Flags of the JVM. */
    static final String PERFORMANCE_OPTIONS = "KAFKA_JVM_PERFORMANCE_OPTS";

    /** Keys that a stack computes, with what to say instead. */
    private static final Map<String, String> COMPUTED = new TreeMap<>();

    /** Variables that are no keys but are computed as well. */
    private static final Map<String, String> COMPUTED_VARIABLES = new TreeMap<>();

    static {
        String members = "it follows from .replicas(n)";
        String ports = "say .clientPort(n), .internalPort(n) or .controllerPort(n)";
        COMPUTED.put("node.id", "it is the pod's ordinal; say .firstOrdinal(n)");
        COMPUTED.put("broker.id", "it is the pod's ordinal; say .firstOrdinal(n)");
        COMPUTED.put("broker.rack", "one value for all brokers says nothing; say .racksFromZones()");
        COMPUTED.put("process.roles", "every node is broker and controller");
        COMPUTED.put("controller.quorum.voters", members + ", .firstOrdinal(n), the name and the namespace");
        COMPUTED.put("controller.listener.names", ports);
        COMPUTED.put("listeners", ports);
        COMPUTED.put("advertised.listeners", ports + ", .namespace(name) or .clusterDomain(name)");
        COMPUTED.put("listener.security.protocol.map", ports);
        COMPUTED.put("inter.broker.listener.name", ports);
        COMPUTED.put("security.inter.broker.protocol", ports);
        COMPUTED.put("log.dir", "data is on the volume; say .storage(size)");
        COMPUTED.put("log.dirs", "data is on the volume; say .storage(size)");
        COMPUTED.put("default.replication.factor", members);
        COMPUTED.put("min.insync.replicas", members);
        COMPUTED.put("offsets.topic.replication.factor", members);
        COMPUTED.put("transaction.state.log.replication.factor", members);
        COMPUTED.put("transaction.state.log.min.isr", members);
        COMPUTED.put("share.coordinator.state.topic.replication.factor", members);
        COMPUTED.put("share.coordinator.state.topic.min.isr", members);
        COMPUTED.put(
                "sasl.mechanism.inter.broker.protocol",
                "brokers know each other by certificates; say .internalTls(secret). Users are written into a cluster that"
                        + " runs, so brokers cannot be users themselves");
        COMPUTED.put(
                "sasl.mechanism.controller.protocol",
                "the quorum is plaintext, between members only; users are kept by the quorum, so it cannot ask for them"
                        + " (KAFKA-15513)");
        COMPUTED.put("zookeeper.connect", "the nodes keep their metadata themselves (KRaft)");

        COMPUTED_VARIABLES.put("CLUSTER_ID", "say .clusterId(id)");
        COMPUTED_VARIABLES.put("KAFKA_HEAP_OPTS", "say .heap(size) or .memory(size)");
        COMPUTED_VARIABLES.put(PERFORMANCE_OPTIONS, "say .env(\"KAFKA_OPTS\", flags), which comes after it");
    }

    private KafkaConfig() {}

    /** What to say instead of the key, or null where it is not computed. */
    static @Nullable String insteadOf(String key) {
        return COMPUTED.get(key);
    }

    /** What to say instead of the environment variable, or null where it is not computed. */
    static @Nullable String insteadOfVariable(String name) {
        String instead = COMPUTED_VARIABLES.get(name);
        return instead != null || !name.startsWith(PREFIX) ? instead : insteadOf(key(name));
    }

    /** The variable that the images turn into the key: a dot is {@code _}, {@code _} is two, a dash is three. */
    static String variable(String key) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            switch (c) {
                case '.' -> name.append('_');
                case '_' -> name.append("__");
                case '-' -> name.append("___");
                default -> name.append(Character.toUpperCase(c));
            }
        }
        return name.toString();
    }

    /** The key that the images make of a variable. */
    static String key(String variable) {
        String dotted =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        return dotted.replace("...", "-").replace("..", "_");
    }

    /** Whether a part between dots, dashes and underscores is a single character. */
    static boolean hasSingleLetter(String key) {
        int length = 0;
        for (int i = 0; i <= key.length(); i++) {
            if (i == key.length() || "._-".indexOf(key.charAt(i)) >= 0) {
                if (length == 1) {
                    return true;
                }
                length = 0;
            } else {
                length++;
            }
        }
        return false;
    }

    /** Whether the key survives the way through a variable's name. */
    static boolean isExpressible(String key) {
        if (key.isEmpty()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return key(variable(key)).equals(key);
    }
}
