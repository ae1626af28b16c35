package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.stack.CheckReturnValue;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.NamedImage;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.Settings;
import dev.statefulstack.stack.StackBase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An Elasticsearch cluster: members that do everything, or dedicated masters beside members that hold the data.
 *
 * <p>One of {@link #tls} and {@link #insecure} has to be said: without either the server dies at its first start. Node
 * names, addresses, seeds, the masters that found the cluster, roles and heap are computed.
 */
@CheckReturnValue
public final class ElasticsearchStack extends StackBase<ElasticsearchStack> {
    static final String DEFAULT_IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:9.2.4";

    /** Half of it is heap: 2 GiB. */
    static final String DEFAULT_MEMORY = "4Gi";

    private ElasticsearchStack(Options options) {
        super(options);
    }

    /** A cluster called {@code name}, which is also the name of its client Service. */
    public static ElasticsearchStack named(String name) {
        return new ElasticsearchStack(options(name, DEFAULT_IMAGE, "30Gi", "1", DEFAULT_MEMORY)
                .orElse(ElasticsearchOptions.MEMORY_MAP, true)
                .orElse(ElasticsearchOptions.FOUNDED, false));
    }

    /**
     * Sets an image that cannot be recognised, with what it behaves like.
     *
     * @param contract such as {@code ElasticsearchImage.official("9.2.4")}
     */
    public ElasticsearchStack image(String image, ElasticsearchImage contract) {
        return image(image)
                .record(
                        ElasticsearchOptions.IMAGE,
                        image == null || contract == null ? null : new NamedImage<>(image, contract),
                        image,
                        contract);
    }

    // ---- security

    /**
     * Encrypts all traffic with the certificate in a Secret, and asks clients for a password. Replaces
     * {@link #insecure}. What names the certificate needs, {@link #certificateNames} tells.
     *
     * @param secret an existing one of type {@code kubernetes.io/tls}, with the keys {@code tls.crt}, {@code tls.key}
     *     and {@code ca.crt}, as cert-manager makes them
     */
    public ElasticsearchStack tls(String secret) {
        return record(
                ElasticsearchOptions.SECURITY, secret == null ? null : new ElasticsearchOptions.Tls(secret), secret);
    }

    /** Leaves traffic unencrypted and lets everybody in who reaches the port. Replaces {@link #tls}. */
    public ElasticsearchStack insecure() {
        return record(ElasticsearchOptions.SECURITY, ElasticsearchOptions.Insecure.INSTANCE)
                .forget(ElasticsearchOptions.PASSWORD);
    }

    /**
     * Sets where the first password of the user {@code elastic} is. It holds until that user has one in the cluster's
     * own index, so a later change of the Secret changes nothing. Default: none; nobody can log in until
     * {@code elasticsearch-reset-password} has run in a pod.
     *
     * @param secret an existing Secret
     * @param key of the Secret whose value is the password
     */
    public ElasticsearchStack password(String secret, String key) {
        return record(
                ElasticsearchOptions.PASSWORD,
                secret == null || key == null ? null : new Env.SecretKey(secret, key),
                secret,
                key);
    }

    // ---- how the cluster comes to be

    /**
     * Sets how many masters found the cluster, from the first one on. Default: all of them. Once the cluster stands,
     * say the size that it was founded with before changing the number of masters, or say {@link #founded}.
     *
     * <p>With {@code replicas(1)} it makes a member that others can join later; without it, one that stays alone. Takes an
     * earlier {@link #founded} back: a new cluster may begin from the same base.
     *
     * @param masters from 1 to the number of masters
     */
    public ElasticsearchStack foundingReplicas(int masters) {
        return record(ElasticsearchOptions.FOUNDED, false).set(ElasticsearchOptions.FOUNDING_REPLICAS, masters);
    }

    /**
     * Says that the cluster stands: the ConfigMap with its founders is left out. Delete the old one. The pods' template
     * stays as it is, so nothing restarts.
     */
    public ElasticsearchStack founded() {
        return record(ElasticsearchOptions.FOUNDED, true);
    }

    /** Sets the name that members and clients know the cluster by. Default: the stack's. Members with others never join. */
    public ElasticsearchStack clusterName(String name) {
        return set(ElasticsearchOptions.CLUSTER_NAME, name);
    }

    // ---- dedicated masters

    /**
     * Adds members that are masters and nothing else; {@link #replicas} then says how many hold the data. Default: none,
     * every member does everything.
     *
     * @param masters 3 for anything that should survive the loss of one
     */
    public ElasticsearchStack dedicatedMasters(int masters) {
        return set(ElasticsearchOptions.MASTERS, masters);
    }

    /** Sets the memory of each dedicated master. Default: {@code 2Gi}; half of it is heap. */
    public ElasticsearchStack masterMemory(String memory) {
        return set(ElasticsearchOptions.MASTER_MEMORY, memory);
    }

    /** Sets the CPU that each dedicated master asks for. Default: {@code 500m}. */
    public ElasticsearchStack masterCpu(String request) {
        return set(ElasticsearchOptions.MASTER_CPU, request);
    }

    /** Sets the size of each dedicated master's volume, in the other members' class. Default: {@code 10Gi}. */
    public ElasticsearchStack masterStorage(String size) {
        return record(
                ElasticsearchOptions.MASTER_STORAGE,
                size == null ? null : new ElasticsearchOptions.Disk(size, null),
                size);
    }

    /** Sets the size and the storage class of each dedicated master's volume. */
    public ElasticsearchStack masterStorage(String size, String storageClass) {
        return record(
                ElasticsearchOptions.MASTER_STORAGE,
                size == null || storageClass == null ? null : new ElasticsearchOptions.Disk(size, storageClass),
                size,
                storageClass);
    }

    /**
     * Sets what the members beside dedicated masters do. Default: {@code data} and {@code ingest}. A member that holds
     * shards and loses its data role refuses to start.
     *
     * @param roles such as {@code data}, {@code ingest}, {@code transform}, {@code remote_cluster_client}, {@code ml}
     */
    public ElasticsearchStack dataRoles(String... roles) {
        if (roles == null) {
            return record(ElasticsearchOptions.DATA_ROLES, null, (Object) null);
        }
        List<String> given = Arrays.asList(roles);
        boolean usable = given.stream().allMatch(Objects::nonNull);
        return record(ElasticsearchOptions.DATA_ROLES, usable ? List.copyOf(given) : null, given.toArray());
    }

    // ---- the server

    /**
     * Sets the heap of the members that hold data, as initial and largest size, rounded down to whole MiB. Default:
     * half of the memory, at most 31 GiB; beyond, the JVM needs larger references. The page cache has what is left.
     *
     * @param size a Kubernetes quantity such as {@code 4Gi}, at most 60 % of the memory
     */
    public ElasticsearchStack heap(String size) {
        return set(ElasticsearchOptions.HEAP, size);
    }

    /**
     * Sets further options of the JVM, behind the heap. Default: none; the image's own file has the rest.
     *
     * @param options as in {@code ES_JAVA_OPTS}, such as {@code -Des.networkaddress.cache.ttl=10}
     */
    public ElasticsearchStack jvmOptions(String options) {
        return set(ElasticsearchOptions.JVM_OPTIONS, options);
    }

    /**
     * Reads files without mapping them into memory, which is slower but needs no {@code vm.max_map_count} of at least
     * 262144 on every node. By default nodes are taken to be prepared.
     */
    public ElasticsearchStack withoutMemoryMap() {
        return record(ElasticsearchOptions.MEMORY_MAP, false);
    }

    /**
     * Sets a line of {@code elasticsearch.yml} for all members, or replaces an earlier value. Keys that are computed are
     * refused, with the option to use instead.
     *
     * @param key such as {@code indices.memory.index_buffer_size}
     * @param value as it would stand in the file behind the colon
     */
    public ElasticsearchStack config(String key, String value) {
        return put(
                ElasticsearchOptions.CONFIG,
                key == null || value == null ? null : new ElasticsearchOptions.Config(key, value),
                key,
                value);
    }

    // ---- what others need to know

    /**
     * Where clients in the cluster find it: {@code https://es.production.svc.cluster.local:9200}.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public String url() {
        Settings settings = settings();
        return ElasticsearchPlanner.http(settings).name() + "://"
                + settings.dns().service(settings.name()) + ":" + ElasticsearchPlanner.HTTP_PORT;
    }

    /**
     * The DNS names that the certificate of {@link #tls} should carry: those of all members by wildcard, those of the
     * client Service, and {@code localhost} for tools in a pod. Members dial each other by address and compare no names,
     * so a change of the numbers of members needs no other certificate.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public List<String> certificateNames() {
        return ElasticsearchPlanner.certificateNames(settings());
    }

    @Override
    protected ElasticsearchStack copy(Options options) {
        return new ElasticsearchStack(options);
    }

    @Override
    protected List<Rule> rules() {
        return ElasticsearchChecks.rules();
    }

    @Override
    protected List<Rule> changeRules() {
        return ElasticsearchChange.RULES;
    }

    @Override
    protected List<Check> checks() {
        return List.of(new DiscoveryCheck(), new SettingsCheck(), new PodCheck(), new HeapCheck());
    }

    @Override
    protected void check(Settings settings, Report report) {
        new ElasticsearchChecks(settings, report).run();
    }

    @Override
    protected Plan plan(Settings settings) {
        return new ElasticsearchPlanner(settings).plan();
    }
}
