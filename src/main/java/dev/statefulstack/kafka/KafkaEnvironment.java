package dev.statefulstack.kafka;

import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.plan.Version;
import dev.statefulstack.stack.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The environment of nodes of one kind, from which the image renders {@code server.properties}. */
final class KafkaEnvironment {
    /** A topic is created with the controllers' value from this version on, and brokers warn if they have one. */
    private static final Version CONTROLLERS_CREATE_TOPICS = Version.of(4, 3, 0);

    /** The first version with share groups and their settings. */
    private static final Version SHARE_GROUPS = Version.of(4, 0, 0);

    private final Settings settings;
    private final KafkaImage image;
    private final Version version;
    private final Nodes nodes;
    private final List<Listener> all;
    private final Map<String, Env> byName = new LinkedHashMap<>();

    KafkaEnvironment(Settings settings, KafkaImage image, Nodes nodes, List<Listener> all) {
        this.settings = settings;
        this.image = image;
        this.version = Objects.requireNonNull(image.kafka());
        this.nodes = nodes;
        this.all = all;
    }

    /**
     * The variables in an order in which every reference is to an earlier one.
     *
     * @param ordinalLabel whether the pod's ordinal is in a label; otherwise a wrapper sets the node id
     * @param brokers how many nodes can hold replicas
     */
    List<Env> variables(boolean ordinalLabel, Nodes voters, int brokers) {
        add(Env.ownName());
        if (ordinalLabel) {
            add(new Env(ConfigKey.NODE_ID.variable(), Env.Self.ORDINAL));
        }
        add(Env.of("CLUSTER_ID", clusterId()));
        set(ConfigKey.ROLES, nodes.kind().processRoles());
        set(
                ConfigKey.VOTERS,
                PeerExpression.of("{id}@{host}:{port:controller}")
                        .forAll(voters.identity().members(settings.dns()), voters.ports(), ","));
        set(ConfigKey.CONTROLLER_LISTENERS, Listener.CONTROLLER);
        listeners();
        if (nodes.kind().isBroker() && settings.options().find(KafkaOptions.RACKS) != null) {
            racks();
        }
        set(ConfigKey.LOG_DIRS, ImageContract.LOG_DIRS);
        replication(Math.min(3, brokers), brokers >= 3 ? 2 : 1);
        add(Env.of("KAFKA_HEAP_OPTS", heapOptions()));
        if (image.contract().performanceOptions() != null) {
            add(Env.of(KafkaConfig.PERFORMANCE_OPTIONS, image.contract().performanceOptions()));
        }
        if (nodes.metrics() != null) {
            add(nodes.metrics().variable());
        }
        for (Map.Entry<String, String> line : config().entrySet()) {
            if (nodes.kind().isController()
                    || !line.getKey().equals(ConfigKey.PARTITIONS.name())
                    || brokersCreateTopics()) {
                set(ConfigKey.of(line.getKey()), line.getValue());
            }
        }
        return List.copyOf(byName.values());
    }

    private void listeners() {
        StringJoiner own = new StringJoiner(",");
        StringJoiner advertised = new StringJoiner(",");
        for (Listener listener : nodes.listeners()) {
            String port = ":{port:" + listener.port().name() + "}";
            // An empty host listens everywhere; Kafka 3.9.0 refuses 0.0.0.0 for the controller.
            own.add(listener.name() + "://" + port);
            // The controller is never advertised: up to 3.8 it is refused, later it is found through the voters.
            if (listener.isExternal()) {
                advertised.add(Objects.requireNonNull(External.of(settings)).advertised(nodes.identity()));
            } else if (!listener.isController()) {
                advertised.add(self(listener.name() + "://{host}" + port));
            }
        }
        set(ConfigKey.LISTENERS, self(own.toString()));
        if (nodes.kind().isBroker()) {
            set(ConfigKey.ADVERTISED, advertised.toString());
        }
        StringJoiner protocols = new StringJoiner(",");
        for (Listener listener : all) {
            // Controllers need none of those that only some clusters have: adding one leaves them alone.
            if (nodes.kind().isBroker() || listener.isStandard()) {
                protocols.add(listener.name() + ":" + listener.protocol());
            }
        }
        set(ConfigKey.PROTOCOLS, protocols.toString());
        if (nodes.kind().isBroker()) {
            set(ConfigKey.INTER_BROKER_LISTENER, Listener.INTERNAL);
        }
        for (Listener listener : nodes.listeners()) {
            for (Map.Entry<String, String> line : listener.config().entrySet()) {
                set(ConfigKey.of(line.getKey()), line.getValue());
            }
        }
    }

    /** Replicas in as many zones as there are, and reads from the client's own. */
    private void racks() {
        add(new Env(ConfigKey.RACK.variable(), Env.Self.ZONE));
        set(ConfigKey.REPLICA_SELECTOR, "org.apache.kafka.common.replica.RackAwareReplicaSelector");
    }

    /**
     * Three replicas of which two must have a write, where there are three brokers: one may fail without stopping
     * writes. Kafka's own defaults are 1 for topics and 3 for its internal ones, and neither fits every size.
     *
     * <p>Topics that name no factor get the controllers' value, so dedicated controllers must have it too. Source: Kafka
     * 3.6.1 and 4.4.0, tried; KAFKA-19655.
     */
    private void replication(int factor, int inSync) {
        if (nodes.kind().isController() || brokersCreateTopics()) {
            set(ConfigKey.FACTOR, factor);
        }
        set(ConfigKey.MIN_IN_SYNC, inSync);
        if (nodes.kind() == Nodes.Kind.CONTROLLER || (nodes.kind() == Nodes.Kind.BROKER && brokersCreateTopics())) {
            set(ConfigKey.PARTITIONS, 1);
        }
        if (nodes.kind().isBroker()) {
            set(ConfigKey.OFFSETS_FACTOR, factor);
            set(ConfigKey.TRANSACTIONS_FACTOR, factor);
            set(ConfigKey.TRANSACTIONS_MIN_IN_SYNC, inSync);
            if (version.isAtLeast(SHARE_GROUPS)) {
                set(ConfigKey.SHARES_FACTOR, factor);
                set(ConfigKey.SHARES_MIN_IN_SYNC, inSync);
            }
            set(ConfigKey.AUTO_CREATE, "false");
        }
    }

    private boolean brokersCreateTopics() {
        return !version.isAtLeast(CONTROLLERS_CREATE_TOPICS);
    }

    /** By key, so that the order of calls does not roll the pods. */
    private Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        for (KafkaOptions.Config line : settings.options().values(KafkaOptions.CONFIG)) {
            config.put(line.key(), line.value());
        }
        return config;
    }

    private String clusterId() {
        String id = settings.options().find(KafkaOptions.CLUSTER_ID);
        return id == null ? ClusterId.derive(settings.site().namespace(), settings.name()) : id;
    }

    private String heapOptions() {
        String heap = nodes.kind().isBroker() ? settings.options().find(KafkaOptions.HEAP) : null;
        if (heap == null) {
            return "-XX:InitialRAMPercentage=50 -XX:MaxRAMPercentage=50";
        }
        String size = jvmSize(Objects.requireNonNull(Quantities.parseBytes(heap)));
        return "-Xms" + size + " -Xmx" + size;
    }

    /** In the largest unit that divides it; the JVM's letters are powers of 1024. */
    static String jvmSize(long bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "m";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + "k" : Long.toString(bytes);
    }

    private String self(String expression) {
        return PeerExpression.of(expression).forOne(nodes.identity().self(settings.dns()), nodes.ports());
    }

    private void set(ConfigKey key, int value) {
        set(key, Integer.toString(value));
    }

    /** Sets a key; one that is set already keeps its place. */
    private void set(ConfigKey key, String value) {
        add(Env.of(key.variable(), value));
    }

    private void add(Env env) {
        byName.put(env.name(), env);
    }
}
