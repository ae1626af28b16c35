package dev.statefulstack.kafka;

import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Template;
import dev.statefulstack.stack.Option;
import dev.statefulstack.stack.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the plan of a cluster of combined nodes.
 *
 * <p>Its settings were tried on three live nodes of Kafka 4.4.0: all register, the quorum has their names, and topics
 * get the replication factors.
 */
final class KafkaPlanner {
    /** The port that both image families expose for clients. */
    static final int CLIENT_PORT = 9092;

    /** Free of what images expose; the port that Strimzi uses for the same. */
    static final int INTERNAL_PORT = 9091;

    /** The port of the quorum in Kafka's own examples. */
    static final int CONTROLLER_PORT = 9093;

    private static final String CLIENT = "kafka";
    private static final String INTERNAL = "internal";
    private static final String CONTROLLER = "controller";

    /**
     * Seconds to stop. A broker hands over its partitions first, for up to five minutes; killed earlier it has to
     * recover its logs at the next start. Six seconds were measured for an idle cluster.
     */
    private static final int GRACE = 120;

    /** Seconds for replicas to catch up before the next node is replaced. */
    private static final int MIN_READY = 30;

    private final Settings settings;
    private final KafkaImage image;
    private final KafkaVersion version;
    private final Identity identity;
    private final List<Port> ports;

    KafkaPlanner(Settings settings) {
        this.settings = settings;
        this.image = Objects.requireNonNull(image(settings));
        this.version = Objects.requireNonNull(image.version());
        this.identity = Identity.only(settings.name(), settings.replicas(), settings.firstOrdinal());
        this.ports = List.of(
                port(CLIENT, KafkaOptions.CLIENT_PORT, Port.Role.CLIENT),
                port(INTERNAL, KafkaOptions.INTERNAL_PORT, Port.Role.PEER),
                port(CONTROLLER, KafkaOptions.CONTROLLER_PORT, Port.Role.PEER));
    }

    /** The contract that the user named, else the one that the name shows; null where there is neither. */
    static @Nullable KafkaImage image(Settings settings) {
        KafkaOptions.NamedImage named = settings.options().find(KafkaOptions.IMAGE);
        if (named != null && named.image().equals(settings.image())) {
            return named.contract();
        }
        ImageReference reference = ImageReference.parse(settings.image());
        return reference == null ? null : KafkaImage.recognise(reference);
    }

    Plan plan() {
        boolean ordinalLabel = settings.site().kubernetes().isAtLeast(KubernetesVersion.POD_INDEX_LABEL);
        Container container = new Container(
                "kafka",
                settings.image(),
                ordinalLabel ? Container.Command.OF_IMAGE : wrapper(),
                env(ordinalLabel),
                settings.resources(),
                new Container.Security(image.contract().user(), true));
        Storage storage = new Storage(
                List.of(settings.claim("data", ImageContract.DATA)),
                image.contract().scratch());
        Group nodes = Group.stateful(identity, ports, container, storage, lifecycle());
        return settings.plan("kafka", version.toString(), nodes);
    }

    /**
     * The client port opens only when the broker is registered, has caught up and is let in, which needs the quorum; so
     * all nodes must start at once. Recovery after an unclean stop comes before that and can take half an hour. The
     * controller port opens at once and stays open without a quorum, so it says no more than that the process lives.
     */
    private static Lifecycle lifecycle() {
        return new Lifecycle(
                Lifecycle.Start.PARALLEL,
                new Lifecycle.Probes(
                        Probe.tcp(CLIENT, 10, 5, 180), Probe.tcp(CLIENT, 10, 5, 3), Probe.tcp(CONTROLLER, 10, 5, 6)),
                new Lifecycle.Stop(GRACE, null),
                MIN_READY);
    }

    private Container.Command wrapper() {
        String script =
                Template.load("kafka/node-id.sh").fill("run", image.contract().run());
        return new Container.Command(List.of("bash", "-ec", script), List.of());
    }

    private List<Env> env(boolean ordinalLabel) {
        Variables env = new Variables();
        env.add(Env.ownName());
        if (ordinalLabel) {
            env.add(new Env("KAFKA_NODE_ID", Env.Self.ORDINAL));
        }
        env.add(Env.of("CLUSTER_ID", clusterId()));
        env.set("process.roles", "broker,controller");
        env.set(
                "controller.quorum.voters",
                PeerExpression.of("{id}@{host}:{port:controller}")
                        .forAll(identity.members(settings.dns()), ports, ","));
        env.set("controller.listener.names", "CONTROLLER");
        // An empty host listens everywhere; Kafka 3.9.0 refuses 0.0.0.0 for the controller.
        env.set(
                "listeners",
                self("CLIENT://:{port:kafka},INTERNAL://:{port:internal},CONTROLLER://:{port:controller}"));
        // The controller is never advertised: up to 3.8 it is refused, later it is found through the voters.
        env.set("advertised.listeners", self("CLIENT://{host}:{port:kafka},INTERNAL://{host}:{port:internal}"));
        env.set("listener.security.protocol.map", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        env.set("inter.broker.listener.name", "INTERNAL");
        env.set("log.dirs", ImageContract.LOG_DIRS);
        replication(env);
        env.set("auto.create.topics.enable", "false");
        env.add(Env.of("KAFKA_HEAP_OPTS", heapOptions()));
        env.add(Env.of("KAFKA_JVM_PERFORMANCE_OPTS", image.contract().performanceOptions()));
        for (Map.Entry<String, String> line : config().entrySet()) {
            env.set(line.getKey(), line.getValue());
        }
        return env.list();
    }

    /**
     * Three replicas of which two must have a write, where there are three brokers: one may fail without stopping
     * writes. Kafka's own defaults are 1 for topics and 3 for its internal ones, and neither fits every size.
     */
    private void replication(Variables env) {
        String factor = Integer.toString(Math.min(3, identity.replicas()));
        String inSync = identity.replicas() >= 3 ? "2" : "1";
        env.set("default.replication.factor", factor);
        env.set("min.insync.replicas", inSync);
        env.set("offsets.topic.replication.factor", factor);
        env.set("transaction.state.log.replication.factor", factor);
        env.set("transaction.state.log.min.isr", inSync);
        if (version.isAtLeast(KafkaVersion.SHARE_GROUPS)) {
            env.set("share.coordinator.state.topic.replication.factor", factor);
            env.set("share.coordinator.state.topic.min.isr", inSync);
        }
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
        String heap = settings.options().find(KafkaOptions.HEAP);
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
        return PeerExpression.of(expression).forOne(identity.self(settings.dns()), ports);
    }

    private Port port(String name, Option<Integer> option, Port.Role role) {
        return new Port(name, settings.options().get(option), role, "tcp");
    }

    /** Environment variables in order, of which one may be set again at its old place. */
    private static final class Variables {
        private final Map<String, Env> byName = new LinkedHashMap<>();

        void add(Env env) {
            byName.put(env.name(), env);
        }

        void set(String key, String value) {
            add(Env.of(KafkaConfig.variable(key), value));
        }

        List<Env> list() {
            return List.copyOf(byName.values());
        }
    }
}
