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

    private static final String CONFIG_NUM_PARTITIONS = "num.partitions";

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
            add(new Env("KAFKA_NODE_ID", Env.Self.ORDINAL));
        }
        add(Env.of("CLUSTER_ID", clusterId()));
        set("process.roles", nodes.kind().processRoles());
        set(
                "controller.quorum.voters",
                PeerExpression.of("{id}@{host}:{port:controller}")
                        .forAll(voters.identity().members(settings.dns()), voters.ports(), ","));
        set("controller.listener.names", Listener.CONTROLLER);
        listeners();
        if (nodes.kind().isBroker() && settings.options().find(KafkaOptions.RACKS) != null) {
            racks();
        }
        set("log.dirs", ImageContract.LOG_DIRS);
        replication(Math.min(3, brokers), brokers >= 3 ? 2 : 1);
        add(Env.of("KAFKA_HEAP_OPTS", heapOptions()));
        if (image.contract().performanceOptions() != null) {
            add(Env.of(KafkaConfig.PERFORMANCE_OPTIONS, image.contract().performanceOptions()));
        }
        if (nodes.metrics() != null) {
            add(nodes.metrics().variable());
        }
        for (Map.Entry<String, String> line : config().entrySet()) {
            if (nodes.kind().isController() || !line.getKey().equals(CONFIG_NUM_PARTITIONS) || brokersCreateTopics()) {
                set(line.getKey(), line.getValue());
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
        set("listeners", self(own.toString()));
        if (nodes.kind().isBroker()) {
            set("advertised.listeners", advertised.toString());
        }
        StringJoiner protocols = new StringJoiner(",");
        for (Listener listener : all) {
            // Controllers need none of those that only some clusters have: adding one leaves them alone.
            if (nodes.kind().isBroker() || listener.isStandard()) {
                protocols.add(listener.name() + ":" + listener.protocol());
            }
        }
        set("listener.security.protocol.map", protocols.toString());
        if (nodes.kind().isBroker()) {
            set("inter.broker.listener.name", Listener.INTERNAL);
        }
        for (Listener listener : nodes.listeners()) {
            for (Map.Entry<String, String> line : listener.config().entrySet()) {
                set(line.getKey(), line.getValue());
            }
        }
    }

    /** Replicas in as many zones as there are, and reads from the client's own. */
    private void racks() {
        add(new Env(KafkaConfig.variable("broker.rack"), Env.Self.ZONE));
        set("replica.selector.class", "org.apache.kafka.common.replica.RackAwareReplicaSelector");
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
            set("default.replication.factor", factor);
        }
        set("min.insync.replicas", inSync);
        if (nodes.kind() == Nodes.Kind.CONTROLLER || (nodes.kind() == Nodes.Kind.BROKER && brokersCreateTopics())) {
            set(CONFIG_NUM_PARTITIONS, 1);
        }
        if (nodes.kind().isBroker()) {
            set("offsets.topic.replication.factor", factor);
            set("transaction.state.log.replication.factor", factor);
            set("transaction.state.log.min.isr", inSync);
            if (version.isAtLeast(SHARE_GROUPS)) {
                set("share.coordinator.state.topic.replication.factor", factor);
                set("share.coordinator.state.topic.min.isr", inSync);
            }
            set("auto.create.topics.enable", "false");
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

    private void set(String key, int value) {
        set(key, Integer.toString(value));
    }

    /** Sets a key; one that is set already keeps its place. */
    private void set(String key, String value) {
        add(Env.of(KafkaConfig.variable(key), value));
    }

    private void add(Env env) {
        byName.put(env.name(), env);
    }
}
