package dev.statefulstack.cassandra;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Version;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes the plan of a cluster. */
final class CassandraPlanner {
    /** The name of the container. */
    static final String CONTAINER = "cassandra";

    /** Where clients connect; it opens when the pod has joined and its data has arrived. */
    static final Port CQL = new Port("cql", 9042, Port.Role.CLIENT, "tcp");

    /** Gossip and data between nodes, with TLS or without; it opens before the pod joins and stays open. */
    static final Port INTRA = new Port("intra", 7000, Port.Role.PEER, "tcp");

    private static final List<Port> PORTS = List.of(CQL, INTRA);

    /** The variable with the pod's address. */
    private static final String OWN_ADDRESS = "POD_IP";

    /** What the image's configuration has as well, written out because it cannot change later. */
    static final int NUM_TOKENS = 16;

    /** Seconds to drain: what is in memory is written to disk, and the default of 30 is too short for slow ones. */
    private static final int GRACE = 180;

    /** Seconds for gossip to settle before the next node goes. */
    private static final int MIN_READY = 5;

    private final Settings settings;
    private final Version version;
    private final Layout layout;
    private final String seeds;

    CassandraPlanner(Settings settings) {
        this.settings = settings;
        this.version =
                Objects.requireNonNull(Objects.requireNonNull(image(settings)).version());
        this.layout = Layout.of(settings);
        this.seeds = seeds();
    }

    /** The contract that the user named, else the one that the name shows; null where there is neither. */
    static @Nullable CassandraImage image(Settings settings) {
        CassandraImage named = settings.contract(CassandraOptions.IMAGE);
        ImageReference reference = settings.imageReference();
        return named != null || reference == null ? named : CassandraImage.recognise(reference);
    }

    Plan plan() {
        List<Group> groups = new ArrayList<>();
        List<Access> members = new ArrayList<>();
        List<Access> clients = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        for (Layout.Center center : layout.centers()) {
            for (Layout.Part part : center.parts()) {
                groups.add(group(center, part));
            }
            members.add(new Access(Identity.headless(center.object()), Access.Kind.MEMBERS, center.role(), PORTS));
            clients.add(new Access(center.object(), Access.Kind.CLIENTS, center.role(), List.of(CQL)));
            // Any two nodes of a data centre hold common data, whatever their racks: one may go at a time.
            guards.add(new Guard(center.object(), center.role(), PORTS, 1));
        }
        members.addAll(clients);
        return settings.plan("cassandra", version.toString(), new Plan.Parts(groups, members, guards, List.of()));
    }

    private Group group(Layout.Center center, Layout.Part part) {
        Container container = new Container(
                CONTAINER,
                settings.image(),
                Container.Command.OF_IMAGE,
                env(center, part),
                settings.resources(),
                new Container.Security(CassandraImage.USER, true));
        Storage storage = new Storage(List.of(settings.claim("data", CassandraImage.DATA)), CassandraImage.SCRATCH);
        return new Group(
                Group.Kind.STATEFUL,
                part.identity(),
                PORTS,
                container,
                storage,
                lifecycle(),
                part.rack().zone());
    }

    /**
     * One pod after the other, because only one node may join at a time; it is ready when it has joined. The startup
     * probe waits for the commit log to be replayed, not for the join. Killing a node that joins wedges it, so liveness
     * asks for the port that is open all the while.
     */
    private static Lifecycle lifecycle() {
        return new Lifecycle(
                Lifecycle.Start.ORDERED,
                new Lifecycle.Probes(
                        Probe.tcp(INTRA.name(), 10, 5, 360),
                        Probe.tcp(CQL.name(), 10, 5, 3),
                        Probe.tcp(INTRA.name(), 30, 10, 6)),
                new Lifecycle.Stop(GRACE, new Lifecycle.Run(List.of("nodetool", "drain"))),
                MIN_READY);
    }

    private List<Env> env(Layout.Center center, Layout.Part part) {
        Memory memory = Memory.of(settings);
        List<Env> env = new ArrayList<>();
        env.add(Env.ownName());
        env.add(new Env(OWN_ADDRESS, Env.Self.ADDRESS));
        env.add(Env.of(CassandraConfig.SEEDS, seeds));
        env.add(Env.of(CassandraConfig.CLUSTER_NAME, clusterName()));
        env.add(Env.of(CassandraConfig.DATA_CENTER, center.name()));
        env.add(Env.of(CassandraConfig.RACK, part.rack().name()));
        env.add(Env.of(CassandraConfig.SNITCH, CassandraConfig.RACK_AWARE_SNITCH));
        env.add(Env.of(
                CassandraConfig.NUM_TOKENS, Integer.toString(settings.options().get(CassandraOptions.NUM_TOKENS))));
        // The image's own search finds IPv4 addresses only.
        env.add(Env.of(CassandraConfig.LISTEN_ADDRESS, "$(" + OWN_ADDRESS + ")"));
        env.add(Env.of(CassandraConfig.MAX_HEAP, Memory.text(memory.heap())));
        if (!version.isAtLeast(CassandraImage.CAPS_DIRECT_MEMORY)) {
            // The CMS collector of 4.x refuses a heap without it, and others ignore it.
            env.add(Env.of(
                    CassandraConfig.YOUNG,
                    Memory.text(memory.young(settings.resources().cpu()))));
        }
        env.add(Env.of(CassandraConfig.MAX_DIRECT, Memory.text(memory.direct())));
        String options = jvmOptions(memory);
        if (!options.isEmpty()) {
            env.add(Env.of(CassandraConfig.EXTRA_OPTIONS, options));
        }
        return env;
    }

    /** Settings by key, so that the order of calls does not roll the pods. */
    private String jvmOptions(Memory memory) {
        StringJoiner options = new StringJoiner(" ");
        if (!version.isAtLeast(CassandraImage.CAPS_DIRECT_MEMORY)) {
            options.add("-XX:MaxDirectMemorySize=" + Memory.text(memory.direct()));
        }
        for (String option : settings.options().values(CassandraOptions.JVM_OPTION)) {
            options.add(option);
        }
        Map<String, String> config = new TreeMap<>();
        for (CassandraOptions.Line line : settings.options().values(CassandraOptions.CONFIG)) {
            config.put(line.key(), line.value());
        }
        if (!config.isEmpty()) {
            options.add(CassandraConfig.ALLOW_SETTINGS);
            for (Map.Entry<String, String> line : config.entrySet()) {
                options.add(CassandraConfig.SETTING + line.getKey() + "=" + line.getValue());
            }
        }
        return options.toString();
    }

    /** The stack's own seeds, then those of others. */
    private String seeds() {
        String own = PeerExpression.of("{host}").forAll(layout.seeds(settings.dns()), PORTS, ",");
        StringJoiner all = new StringJoiner(",").add(own);
        for (List<String> external : settings.options().values(CassandraOptions.EXTERNAL_SEEDS)) {
            for (String seed : external) {
                all.add(seed);
            }
        }
        return all.toString();
    }

    private String clusterName() {
        String name = settings.options().find(CassandraOptions.CLUSTER_NAME);
        return name == null ? settings.name() : name;
    }
}
