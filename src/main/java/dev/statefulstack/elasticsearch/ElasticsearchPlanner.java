package dev.statefulstack.elasticsearch;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.ConfigData;
import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Dns;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes the plan of a cluster. */
final class ElasticsearchPlanner {
    /** First of the range that the server tries. Nothing else listens in the pod, so it gets this one. */
    static final int HTTP_PORT = 9200;

    /** First of its range too, and what a seed without a port means. */
    private static final int TRANSPORT_PORT = 9300;

    /** Not in use by the server otherwise; the operator of the same vendor takes it for the same. */
    private static final int READINESS_PORT = 8080;

    private static final String TRANSPORT = "transport";
    private static final String READINESS = "readiness";

    /** The key of the ConfigMap whose absence means that the cluster stands. */
    static final String FOUNDERS = "initial-master-nodes";

    /** Seconds to stop. The server closes its indices on SIGTERM; there is nothing to drain. */
    private static final int GRACE = 120;

    /** Seconds for shards to come back before the next member goes. Ready does not mean green. */
    private static final int DATA_MIN_READY = 60;

    private final Settings settings;
    private final Version version;
    private final Topology topology;

    ElasticsearchPlanner(Settings settings) {
        this.settings = settings;
        this.version =
                Objects.requireNonNull(Objects.requireNonNull(image(settings)).version());
        this.topology = Topology.of(settings);
    }

    /** The contract that the user named, else the one that the name shows; null where there is neither. */
    static @Nullable ElasticsearchImage image(Settings settings) {
        ElasticsearchImage named = settings.contract(ElasticsearchOptions.IMAGE);
        ImageReference reference = settings.imageReference();
        return named != null || reference == null ? named : ElasticsearchImage.recognise(reference);
    }

    /** The port for clients, named by what is spoken on it. */
    static Port http(Settings settings) {
        String protocol = tls(settings) == null ? "http" : "https";
        return new Port(protocol, HTTP_PORT, Port.Role.CLIENT, protocol);
    }

    static List<String> certificateNames(Settings settings) {
        Dns dns = settings.dns();
        List<String> names = new ArrayList<>();
        for (Topology.NodeSet set : Topology.of(settings).sets()) {
            String headless = set.identity().headless();
            names.add(dns.member("*", headless));
            names.add(dns.shortMember("*", dns.shortService(headless)));
        }
        names.add(dns.service(settings.name()));
        names.add(dns.shortService(settings.name()));
        names.add(settings.name());
        names.add("localhost");
        return List.copyOf(names);
    }

    Plan plan() {
        List<Group> groups = new ArrayList<>();
        List<Access> accesses = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        for (Topology.NodeSet set : topology.sets()) {
            List<Port> ports = ports(set);
            groups.add(group(set, ports));
            accesses.add(new Access(
                    set.identity().headless(),
                    Access.Kind.MEMBERS,
                    set.identity().role(),
                    ports.subList(0, 2)));
            guards.add(new Guard(set.identity().group(), set.identity().role(), ports, 1));
        }
        accesses.add(new Access(
                settings.name(),
                Access.Kind.CLIENTS,
                topology.clientSet().identity().role(),
                List.of(http(settings))));
        return settings.plan("elasticsearch", version.toString(), new Plan.Parts(groups, accesses, guards, founders()));
    }

    private Group group(Topology.NodeSet set, List<Port> ports) {
        Container container = new Container(
                "elasticsearch",
                settings.image(),
                Container.Command.OF_IMAGE,
                env(set),
                set.resources(),
                new Container.Security(ElasticsearchImage.USER, true));
        Storage storage = new Storage(List.of(set.claim()), ElasticsearchImage.SCRATCH, certificates());
        return Group.stateful(set.identity(), ports, container, storage, lifecycle(set));
    }

    /**
     * The Secret, as a directory below the configuration's own volume. Its files keep the mode 0644, so that the server
     * reads them whatever group the pod has; nobody else is in the container.
     */
    private List<Storage.Files> certificates() {
        ElasticsearchOptions.Tls tls = tls(settings);
        return tls == null
                ? List.of()
                : List.of(new Storage.Files(
                        "certificates", ElasticsearchImage.CERTIFICATES, Storage.Files.Source.SECRET, tls.secret()));
    }

    /** Dedicated masters speak HTTP too, but to nobody outside of the stack. */
    private List<Port> ports(Topology.NodeSet set) {
        Port http = http(settings);
        List<Port> ports = new ArrayList<>();
        ports.add(set.isData() ? http : new Port(http.name(), http.number(), Port.Role.PEER, http.appProtocol()));
        ports.add(new Port(TRANSPORT, TRANSPORT_PORT, Port.Role.PEER, "tcp"));
        if (hasReadinessPort()) {
            ports.add(new Port(READINESS, READINESS_PORT, Port.Role.PROBE, "tcp"));
        }
        return ports;
    }

    /**
     * Members become ready only with a master, and a master needs more than half of the founders: all start at once. The
     * readiness port is open only while a master is known, and asks for no password; HTTP opens after half a minute
     * without one as well. No liveness: a long garbage collection or recovery must not restart a member with data.
     */
    private Lifecycle lifecycle(Topology.NodeSet set) {
        Probe readiness = hasReadinessPort()
                ? Probe.tcp(READINESS, 5, 5, 3)
                : Probe.tcp(http(settings).name(), 10, 5, 3);
        return new Lifecycle(
                Lifecycle.Start.PARALLEL,
                new Lifecycle.Probes(Probe.tcp(TRANSPORT, 10, 5, 60), readiness, null),
                new Lifecycle.Stop(GRACE, null),
                set.isData() ? DATA_MIN_READY : 0);
    }

    private List<Env> env(Topology.NodeSet set) {
        List<Env> env = new ArrayList<>();
        env.add(Env.ownName());
        env.add(new Env("POD_IP", Env.Self.ADDRESS));
        env.add(Env.of("cluster.name", clusterName(settings)));
        env.add(new Env("node.name", Env.Self.NAME));
        if (set.roles() != null) {
            env.add(Env.of("node.roles", String.join(",", set.roles())));
        }
        env.add(Env.of("network.host", "0.0.0.0"));
        env.add(Env.of("network.publish_host", "$(POD_IP)"));
        discovery(env, set);
        if (hasReadinessPort()) {
            env.add(Env.of("readiness.port", Integer.toString(READINESS_PORT)));
        }
        if (!settings.options().get(ElasticsearchOptions.MEMORY_MAP)) {
            env.add(Env.of("node.store.allow_mmap", "false"));
        }
        security(env);
        String more = settings.options().find(ElasticsearchOptions.JVM_OPTIONS);
        env.add(Env.of("ES_JAVA_OPTS", more == null ? set.heap().toString() : set.heap() + " " + more));
        for (Map.Entry<String, String> line : config().entrySet()) {
            env.add(Env.of(line.getKey(), line.getValue()));
        }
        return env;
    }

    /**
     * One name stands for all masters: the server resolves it to all of their addresses, again and again until it knows
     * a master. The founders are read from a ConfigMap that may be gone: an absent variable founds nothing, and the
     * template never changes. Only masters get it; for others it is a mistake.
     */
    private void discovery(List<Env> env, Topology.NodeSet set) {
        if (topology.alone()) {
            env.add(Env.of("discovery.type", "single-node"));
            return;
        }
        env.add(Env.of(
                "discovery.seed_hosts",
                settings.dns().service(topology.masterSet().identity().headless())));
        if (set.isMaster()) {
            env.add(new Env("cluster.initial_master_nodes", new Env.ConfigKey(foundersName(), FOUNDERS, true)));
        }
    }

    private List<ConfigData> founders() {
        if (topology.alone() || settings.options().get(ElasticsearchOptions.FOUNDED)) {
            return List.of();
        }
        Map<String, String> data = new TreeMap<>();
        // The server compares with node.name and resolves nothing, so full DNS names would never match.
        data.put(FOUNDERS, PeerExpression.of("{name}").forAll(topology.founders(settings), List.of(), ","));
        return List.of(new ConfigData(foundersName(), data));
    }

    private String foundersName() {
        return settings.name() + "-bootstrap";
    }

    /**
     * The names in certificates are not compared between members, because they dial each other by address
     * ({@code verification_mode=certificate}): who holds a certificate of the same authority is a member.
     */
    private void security(List<Env> env) {
        if (tls(settings) == null) {
            env.add(Env.of("xpack.security.enabled", "false"));
            return;
        }
        env.add(Env.of("xpack.security.enabled", "true"));
        env.add(Env.of("xpack.security.transport.ssl.enabled", "true"));
        env.add(Env.of("xpack.security.transport.ssl.verification_mode", "certificate"));
        certificates(env, "xpack.security.transport.ssl.");
        env.add(Env.of("xpack.security.http.ssl.enabled", "true"));
        certificates(env, "xpack.security.http.ssl.");
        Env.SecretKey password = settings.options().find(ElasticsearchOptions.PASSWORD);
        if (password != null) {
            // Not as a file: the group that volumes get makes its mode one that the entrypoint refuses.
            env.add(new Env("ELASTIC_PASSWORD", password));
        }
    }

    private static void certificates(List<Env> env, String prefix) {
        env.add(Env.of(prefix + "key", ElasticsearchImage.CERTIFICATES + "/tls.key"));
        env.add(Env.of(prefix + "certificate", ElasticsearchImage.CERTIFICATES + "/tls.crt"));
        env.add(Env.of(prefix + "certificate_authorities", ElasticsearchImage.CERTIFICATES + "/ca.crt"));
    }

    /** By key, so that the order of calls does not roll the pods. */
    private Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        for (ElasticsearchOptions.Config line : settings.options().values(ElasticsearchOptions.CONFIG)) {
            config.put(line.key(), line.value());
        }
        return config;
    }

    static String clusterName(Settings settings) {
        String name = settings.options().find(ElasticsearchOptions.CLUSTER_NAME);
        return name == null ? settings.name() : name;
    }

    /** Null where traffic is not protected. */
    private static ElasticsearchOptions.@Nullable Tls tls(Settings settings) {
        return settings.options().find(ElasticsearchOptions.SECURITY) instanceof ElasticsearchOptions.Tls tls
                ? tls
                : null;
    }

    private boolean hasReadinessPort() {
        return version.isAtLeast(ElasticsearchImage.READINESS_PORT);
    }
}
