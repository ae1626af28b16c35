package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.stack.CheckReturnValue;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.Settings;
import dev.statefulstack.stack.StackBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Cassandra cluster: one data centre or several, with racks or without.
 *
 * <p>Seeds, addresses, snitch, heap and the names of everything are computed. {@link #replicas} counts the pods of each
 * data centre; they are shared out evenly over its racks, and what is left over goes to the first ones.
 *
 * <p>Cluster name, data centres, racks and {@link #numTokens} are fixed at the first start: nodes refuse to start with
 * others.
 */
@CheckReturnValue
public final class CassandraStack extends StackBase<CassandraStack> {
    static final String DEFAULT_IMAGE = "cassandra:5.0.8";

    /** Half of it is heap and a quarter direct memory: 4 GiB and 2 GiB. */
    static final String DEFAULT_MEMORY = "8Gi";

    private CassandraStack(Options options) {
        super(options);
    }

    /** A cluster called {@code name}; without racks, that is the name of its client Service and StatefulSet as well. */
    public static CassandraStack named(String name) {
        return new CassandraStack(options(name, DEFAULT_IMAGE, "10Gi", "1", DEFAULT_MEMORY)
                .orElse(CassandraOptions.NUM_TOKENS, CassandraPlanner.NUM_TOKENS));
    }

    /**
     * Sets an image that cannot be recognised, with what it behaves like.
     *
     * @param contract such as {@code CassandraImage.official("5.0.8")}
     */
    public CassandraStack image(String image, CassandraImage contract) {
        return image(image)
                .record(
                        CassandraOptions.IMAGE,
                        image == null || contract == null ? null : new NamedImage<>(image, contract),
                        image,
                        contract);
    }

    /**
     * Sets the number of pods that each data centre began with. Default: its replicas, so say it as soon as you scale:
     * a pod that is in the list of seeds when it first starts takes over no data.
     *
     * <p>Seeds are chosen among these pods: of one rack the first one, from three pods on the first two; of several
     * racks the first pod of up to three racks, never all pods.
     */
    public CassandraStack foundingReplicas(int replicas) {
        return set(CassandraOptions.FOUNDING_REPLICAS, replicas);
    }

    /** Sets the cluster's name, by which nodes know that they belong together. Default: the stack's name. */
    public CassandraStack clusterName(String name) {
        return set(CassandraOptions.CLUSTER_NAME, name);
    }

    /** Sets the name of the only data centre. Default: {@code dc1}. Drivers must be told it. */
    public CassandraStack dataCenter(String name) {
        return set(CassandraOptions.DATA_CENTER_NAME, name);
    }

    /**
     * Adds one of several data centres, or replaces an earlier description of it. Each has a client Service and a
     * disruption budget of its own; all have the same seeds.
     *
     * @param name lower-case letters, digits and dashes: it is part of the names of objects
     * @param shape such as <code>dc -> dc.racks("r1", "r2", "r3").replicas(6)</code>
     */
    public CassandraStack dataCenter(String name, UnaryOperator<DataCenter> shape) {
        DataCenter described = name == null || shape == null ? null : shape.apply(DataCenter.named(name));
        return put(
                CassandraOptions.DATA_CENTERS,
                described != null && described.isComplete() ? described : null,
                name,
                described);
    }

    /**
     * Adds a rack to the only data centre, in any zone. Each rack is a StatefulSet of its own, called
     * {@code <name>-<dc>-<rack>}. Use as many racks as your keyspaces have replicas, or none.
     */
    public CassandraStack rack(String name) {
        return add(CassandraOptions.RACKS, name == null ? null : new Rack(name, null, true), name);
    }

    /** Adds a rack whose pods all run in one zone. */
    public CassandraStack rack(String name, String zone) {
        Rack rack = name == null || zone == null ? null : new Rack(name, zone, true);
        return add(CassandraOptions.RACKS, rack, name, zone);
    }

    /** Adds racks, each in any zone. */
    public CassandraStack racks(String... names) {
        CassandraStack changed = this;
        for (String name : arguments(names)) {
            changed = changed.rack(name);
        }
        return changed;
    }

    /** Adds a rack that joined a running cluster: none of its pods becomes a seed. */
    public CassandraStack laterRack(String name) {
        return add(CassandraOptions.LATER_RACKS, name == null ? null : new Rack(name, null, false), name);
    }

    /** Adds a rack in one zone that joined a running cluster: none of its pods becomes a seed. */
    public CassandraStack laterRack(String name, String zone) {
        Rack rack = name == null || zone == null ? null : new Rack(name, zone, false);
        return add(CassandraOptions.LATER_RACKS, rack, name, zone);
    }

    /**
     * Adds seeds of data centres elsewhere to the list. Replaces an earlier list. Their nodes and these pods must reach
     * each other on port 7000, which the network policy has to let in.
     *
     * @param seeds full host names or addresses, with a port where it is not 7000
     */
    public CassandraStack externalSeeds(String... seeds) {
        @Nullable String[] arguments = arguments(seeds);
        boolean complete = !Arrays.asList(arguments).contains(null);
        return record(CassandraOptions.EXTERNAL_SEEDS, complete ? List.of(seeds) : null, (Object[]) arguments);
    }

    /** Sets how many parts of the ring each pod owns. Default: 16. */
    public CassandraStack numTokens(int tokens) {
        return set(CassandraOptions.NUM_TOKENS, tokens);
    }

    /**
     * Sets the heap, as initial and largest size, rounded down to MiB. Default: half of the memory, at most 31 GiB.
     * Direct memory is a quarter of the memory in any case.
     *
     * @param size a Kubernetes quantity such as {@code 4Gi}
     */
    public CassandraStack heap(String size) {
        return set(CassandraOptions.HEAP, size);
    }

    /**
     * Sets a line of {@code cassandra.yaml}, or replaces an earlier value. Keys that are computed are refused, with the
     * option to use instead.
     *
     * @param key such as {@code authenticator}, with dots for nested ones
     * @param value one word: the image's start script splits at blanks
     */
    public CassandraStack config(String key, String value) {
        return put(
                CassandraOptions.CONFIG,
                key == null || value == null ? null : new CassandraOptions.Line(key, value),
                key,
                value);
    }

    /** Adds an option of the JVM, such as {@code -Dcassandra.ring_delay_ms=60000}. */
    public CassandraStack jvmOption(String option) {
        return put(CassandraOptions.JVM_OPTION, option, option);
    }

    /**
     * What drivers in the cluster connect to first: {@code cassandra.production.svc.cluster.local:9042}. Of several data
     * centres, that of the first one.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public String contactPoint() {
        Settings settings = settings();
        return contactPoint(settings, Layout.of(settings).centers().get(0));
    }

    /**
     * What drivers with this local data centre connect to first.
     *
     * @throws InvalidStackException if there is a finding of severity error
     * @throws IllegalArgumentException if there is no such data centre
     */
    public String contactPoint(String dataCenter) {
        Settings settings = settings();
        StringJoiner names = new StringJoiner(", ");
        for (Layout.Center center : Layout.of(settings).centers()) {
            if (center.name().equals(dataCenter)) {
                return contactPoint(settings, center);
            }
            names.add(center.name());
        }
        throw new IllegalArgumentException(
                settings.name() + " has no data centre '" + dataCenter + "'; there are " + names);
    }

    private static String contactPoint(Settings settings, Layout.Center center) {
        return settings.dns().service(center.object()) + ":" + CassandraPlanner.CQL.number();
    }

    /** Users may pass null all the same; findings tell them so. */
    private static @Nullable String[] arguments(@Nullable String... texts) {
        return texts == null ? new @Nullable String[] {null} : texts;
    }

    @Override
    protected CassandraStack copy(Options options) {
        return new CassandraStack(options);
    }

    @Override
    protected List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(TopologyChecks.RULES);
        rules.addAll(CassandraChecks.RULES);
        return rules;
    }

    @Override
    protected List<Check> checks() {
        return List.of(new SeedRules(), new NodeRules(), new LifecycleRules(), new ServiceRules());
    }

    @Override
    protected void check(Settings settings, Report report) {
        new TopologyChecks(settings, report).run();
        new CassandraChecks(settings, report).run();
    }

    @Override
    protected Plan plan(Settings settings) {
        return new CassandraPlanner(settings).plan();
    }
}
