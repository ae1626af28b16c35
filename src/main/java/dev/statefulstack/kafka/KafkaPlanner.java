package dev.statefulstack.kafka;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Dns;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Task;
import dev.statefulstack.plan.Template;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes the plan of a cluster.
 *
 * <p>Its settings were tried on live nodes: three combined ones of Kafka 4.4.0, and three controllers with five brokers
 * of 3.6.1 and 4.4.0. All register, the quorum has their names, and topics get the replication factors.
 */
final class KafkaPlanner {
    /** The port that both image families expose for clients. */
    static final int CLIENT_PORT = 9092;

    /** Free of what images expose; the port that Strimzi uses for the same. */
    static final int INTERNAL_PORT = 9091;

    /** The port of the quorum in Kafka's own examples. */
    static final int CONTROLLER_PORT = 9093;

    /** The port that this project has for clients outside; neither image family opens it for something else. */
    static final int EXTERNAL_PORT = 9094;

    /** Ids of brokers begin here, so that they differ from those of dedicated controllers, which begin at 0. */
    static final int FIRST_BROKER = 100;

    static final String CONTROLLER = "controller";

    /** The name of the container that runs the server. */
    static final String CONTAINER = "kafka";

    private static final String CLIENT = "kafka";
    private static final String INTERNAL = "internal";

    /**
     * Seconds to stop. A broker hands over its partitions first, for up to five minutes; killed earlier it has to
     * recover its logs at the next start. Six seconds were measured for an idle cluster.
     */
    private static final int GRACE = 120;

    /** Seconds for replicas to catch up before the next node is replaced. */
    private static final int MIN_READY = 30;

    private final Settings settings;
    private final KafkaImage image;
    private final @Nullable External external;
    private final List<Listener> listeners;
    private final @Nullable MetricsAgent metrics;

    KafkaPlanner(Settings settings) {
        this.settings = settings;
        this.image = Objects.requireNonNull(image(settings));
        this.external = External.of(settings);
        this.listeners = Listener.all(settings);
        KafkaMetrics wanted = settings.options().find(KafkaOptions.METRICS);
        this.metrics = wanted == null ? null : new MetricsAgent(settings, wanted);
    }

    /** The contract that the user named, else the one that the name shows; null where there is neither. */
    static @Nullable KafkaImage image(Settings settings) {
        KafkaImage named = settings.contract(KafkaOptions.IMAGE);
        ImageReference reference = settings.imageReference();
        return named != null || reference == null ? named : KafkaImage.recognise(reference);
    }

    /** The names that certificates of brokers need: a wildcard stands for one label, which is what a pod's name is. */
    List<String> certificateNames() {
        Dns dns = settings.dns();
        List<Nodes> all = nodes();
        String headless = all.get(all.size() - 1).identity().headless();
        List<String> names = new ArrayList<>(List.of(
                dns.member("*", headless),
                dns.shortMember("*", dns.shortService(headless)),
                dns.service(settings.name()),
                dns.shortService(settings.name()),
                settings.name()));
        if (external != null) {
            names.addAll(external.certificateNames(all.get(all.size() - 1).identity()));
        }
        return names;
    }

    /** Voters first, and those that serve clients last. */
    private List<Nodes> nodes() {
        Integer controllers = settings.options().find(KafkaOptions.CONTROLLERS);
        return controllers == null ? List.of(combined()) : List.of(controllers(controllers), brokers());
    }

    Plan plan() {
        List<Nodes> all = nodes();
        List<Group> groups = new ArrayList<>();
        List<Access> accesses = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        for (Nodes nodes : all) {
            Identity identity = nodes.identity();
            groups.add(group(nodes, all.get(0)));
            accesses.add(new Access(identity.headless(), Access.Kind.MEMBERS, identity.role(), inside(nodes.ports())));
            guards.add(new Guard(
                    identity.group(),
                    identity.role(),
                    nodes.ports(),
                    1,
                    metrics == null ? List.of() : metrics.scrapers()));
        }
        Nodes serving = all.get(all.size() - 1);
        accesses.add(new Access(
                settings.name(),
                Access.Kind.CLIENTS,
                serving.identity().role(),
                Port.withRole(inside(serving.ports()), Port.Role.CLIENT)));
        if (external != null) {
            accesses.addAll(external.accesses(serving.identity()));
        }
        return settings.plan(
                "kafka",
                String.valueOf(image.version()),
                new Plan.Parts(
                        groups,
                        accesses,
                        guards,
                        metrics == null ? List.of() : List.of(metrics.config()),
                        tasks(serving),
                        metrics == null ? List.of() : metrics.monitors()));
    }

    private List<Task> tasks(Nodes serving) {
        KafkaOptions.Scram scram = settings.options().find(KafkaOptions.SCRAM);
        return scram == null ? List.of() : List.of(new ScramUsers(settings, image, serving).task(scram));
    }

    /** Those that clients and nodes inside use: at the one for outside, brokers advertise names from outside. */
    private static List<Port> inside(List<Port> ports) {
        List<Port> inside = new ArrayList<>();
        for (Port port : ports) {
            if (!port.name().equals(External.PORT)) {
                inside.add(port);
            }
        }
        return inside;
    }

    private Nodes combined() {
        Identity identity = Identity.only(settings.name(), settings.replicas(), settings.firstOrdinal());
        return nodes(Nodes.Kind.COMBINED, identity, settings.resources(), settings.claim("data", ImageContract.DATA));
    }

    private Nodes controllers(int count) {
        KafkaOptions.Size size = settings.options().get(KafkaOptions.CONTROLLER_SIZE);
        return nodes(
                Nodes.Kind.CONTROLLER,
                part(CONTROLLER, count, 0),
                new Resources(size.cpu(), null, size.memory()),
                new Storage.Claim(
                        "data",
                        ImageContract.DATA,
                        size.storage(),
                        settings.claim("data", ImageContract.DATA).storageClass()));
    }

    private Nodes brokers() {
        return nodes(
                Nodes.Kind.BROKER,
                part("broker", settings.replicas(), FIRST_BROKER),
                settings.resources(),
                settings.claim("data", ImageContract.DATA));
    }

    private Identity part(String component, int count, int firstOrdinal) {
        String group = settings.name() + "-" + component;
        return new Identity(group, Role.component(component), Identity.headless(group), count, firstOrdinal);
    }

    private Nodes nodes(Nodes.Kind kind, Identity identity, Resources resources, Storage.Claim data) {
        return new Nodes(kind, identity, Nodes.listenersOf(kind, listeners), metrics, resources, data);
    }

    private Group group(Nodes nodes, Nodes voters) {
        boolean ordinalLabel = settings.site().kubernetes().isAtLeast(KubernetesVersion.POD_INDEX_LABEL);
        Container container = new Container(
                CONTAINER,
                settings.image(),
                command(nodes.kind(), ordinalLabel),
                new KafkaEnvironment(settings, image, nodes, listeners)
                        .variables(ordinalLabel, voters, settings.replicas()),
                nodes.resources(),
                new Container.Security(image.contract().user(), true));
        return Group.stateful(
                nodes.identity(), nodes.ports(), container, nodes.storage(image.contract()), lifecycle(nodes.kind()));
    }

    /**
     * The client port opens only when the broker is registered, has caught up and is let in, which needs the quorum; so
     * all nodes must start at once. Recovery after an unclean stop comes before that and can take half an hour. The
     * other ports stay open without a quorum, so they say no more than that the process lives.
     */
    private static Lifecycle lifecycle(Nodes.Kind kind) {
        Lifecycle.Probes probes = switch (kind) {
            case COMBINED ->
                new Lifecycle.Probes(
                        Probe.tcp(CLIENT, 10, 5, 180), Probe.tcp(CLIENT, 10, 5, 3), Probe.tcp(CONTROLLER, 10, 5, 6));
            case CONTROLLER ->
                new Lifecycle.Probes(
                        Probe.tcp(CONTROLLER, 10, 5, 60),
                        Probe.tcp(CONTROLLER, 10, 5, 3),
                        Probe.tcp(CONTROLLER, 10, 5, 6));
            case BROKER ->
                new Lifecycle.Probes(
                        Probe.tcp(CLIENT, 10, 5, 180), Probe.tcp(CLIENT, 10, 5, 3), Probe.tcp(INTERNAL, 10, 5, 6));
        };
        return new Lifecycle(Lifecycle.Start.PARALLEL, probes, new Lifecycle.Stop(GRACE, null), MIN_READY);
    }

    /** The image's own command, behind a script where variables have to be set or unset first. */
    private Container.Command command(Nodes.Kind kind, boolean ordinalLabel) {
        boolean unset =
                kind == Nodes.Kind.CONTROLLER && image.leavesEmptyListeners(Objects.requireNonNull(image.kafka()));
        if (ordinalLabel && !unset) {
            return Container.Command.OF_IMAGE;
        }
        String template = ordinalLabel ? "controller.sh" : unset ? "controller-node-id.sh" : "node-id.sh";
        String script =
                Template.load("kafka/" + template).fill("run", image.contract().run());
        return new Container.Command(List.of("bash", "-ec", script), List.of());
    }
}
