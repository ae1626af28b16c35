package dev.statefulstack.kafka;

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
import org.jspecify.annotations.Nullable;

/**
 * An Apache Kafka cluster without ZooKeeper (KRaft). Its nodes are brokers and controllers at once, or controllers are
 * nodes of their own.
 *
 * <p>The listener {@code CLIENT} is for clients, {@code INTERNAL} for traffic between brokers, {@code CONTROLLER} for
 * the quorum, and on request {@code EXTERNAL} for clients outside of the Kubernetes cluster; {@link #listener} adds more for clients. All are plaintext unless TLS is asked for. Node ids, roles, listeners, voters, replication factors, cluster id and directories are computed.
 */
@CheckReturnValue
public final class KafkaStack extends StackBase<KafkaStack> {
    static final String DEFAULT_IMAGE = "apache/kafka:4.4.0";

    /** Half of the default memory is heap: 1 GiB, what Kafka's own start script takes. */
    static final String DEFAULT_MEMORY = "2Gi";

    private KafkaStack(Options options) {
        super(options.orElse(KafkaOptions.CLIENT_PORT, KafkaPlanner.CLIENT_PORT)
                .orElse(KafkaOptions.INTERNAL_PORT, KafkaPlanner.INTERNAL_PORT)
                .orElse(KafkaOptions.CONTROLLER_PORT, KafkaPlanner.CONTROLLER_PORT)
                .orElse(KafkaOptions.EXTERNAL_PORT, KafkaPlanner.EXTERNAL_PORT)
                .orElse(KafkaOptions.CONTROLLER_SIZE, new KafkaOptions.Size("500m", DEFAULT_MEMORY, "10Gi")));
    }

    /** A cluster called {@code name}, which is also the name of its client Service and StatefulSet. */
    public static KafkaStack named(String name) {
        return new KafkaStack(options(name, DEFAULT_IMAGE, "10Gi", "500m", DEFAULT_MEMORY));
    }

    /**
     * Sets an image that cannot be recognised, with what it behaves like.
     *
     * @param contract such as {@code KafkaImage.apache("4.4.0")}
     */
    public KafkaStack image(String image, KafkaImage contract) {
        return image(image)
                .record(
                        KafkaOptions.IMAGE,
                        image == null || contract == null ? null : new NamedImage<>(image, contract),
                        image,
                        contract);
    }

    /**
     * Sets a line of {@code server.properties}, or replaces an earlier value. Keys that are computed are refused, with
     * the option to use instead.
     *
     * @param key such as {@code log.retention.hours}
     * @param value not empty: the images would write {@code key=}, which stops the server for many keys
     */
    public KafkaStack config(String key, String value) {
        return put(
                KafkaOptions.CONFIG,
                key == null || value == null ? null : new KafkaOptions.Config(key, value),
                key,
                value);
    }

    /** Takes a line away that an earlier {@link #config} set. Where there is none, a finding says so. */
    public KafkaStack withoutConfig(String key) {
        return forget(KafkaOptions.CONFIG, key, "withoutConfig");
    }

    /**
     * Sets the heap, as initial and largest size. Default: half of the memory. What the heap leaves is not wasted: Kafka
     * reads and writes through the page cache.
     *
     * @param size a Kubernetes quantity such as {@code 4Gi}, below the memory
     */
    public KafkaStack heap(String size) {
        return set(KafkaOptions.HEAP, size);
    }

    /**
     * Sets the cluster id. Default: derived from namespace and name, so a second cluster of the same namespace and name
     * elsewhere has the same id. Never change it: nodes refuse to start on disks that hold another one.
     *
     * @param id 22 characters of URL-safe Base64, as {@code kafka-storage.sh random-uuid} prints them
     */
    public KafkaStack clusterId(String id) {
        return set(KafkaOptions.CLUSTER_ID, id);
    }

    /**
     * Runs controllers in a StatefulSet of their own, {@code <name>-controller} with ids from 0, and makes the others
     * brokers only, {@code <name>-broker} with ids from 100. {@link #replicas} then counts brokers.
     *
     * <p>Default: every node is both, which suits three or five nodes. The number of controllers cannot change later.
     *
     * @param count 3 or 5; 1 for development
     */
    public KafkaStack dedicatedControllers(int count) {
        return set(KafkaOptions.CONTROLLERS, count);
    }

    /**
     * Sets what each dedicated controller gets. Default: 500m, 2Gi and 10Gi. Metadata is small, so this seldom has to
     * grow with the brokers.
     */
    public KafkaStack controllerSize(String cpu, String memory, String storage) {
        return record(
                KafkaOptions.CONTROLLER_SIZE,
                cpu == null || memory == null || storage == null ? null : new KafkaOptions.Size(cpu, memory, storage),
                cpu,
                memory,
                storage);
    }

    /** Takes {@link #dedicatedControllers} and {@link #controllerSize} back: every node is broker and controller. */
    public KafkaStack withoutDedicatedControllers() {
        return forget(KafkaOptions.CONTROLLERS).forget(KafkaOptions.CONTROLLER_SIZE);
    }

    /** Sets the port that clients connect to. Default: 9092. */
    public KafkaStack clientPort(int port) {
        return set(KafkaOptions.CLIENT_PORT, port);
    }

    /** Sets the port for traffic between brokers. Default: 9091. */
    public KafkaStack internalPort(int port) {
        return set(KafkaOptions.INTERNAL_PORT, port);
    }

    /** Sets the port of the controller quorum. Default: 9093. It is part of the voters, so it cannot change later. */
    public KafkaStack controllerPort(int port) {
        return set(KafkaOptions.CONTROLLER_PORT, port);
    }

    /** Lets clients outside of the Kubernetes cluster reach each broker. Default: they can't. */
    public KafkaStack external(ExternalAccess access) {
        return set(KafkaOptions.EXTERNAL, access);
    }

    /** Takes {@link #external} and {@link #externalPort} back. */
    public KafkaStack withoutExternal() {
        return forget(KafkaOptions.EXTERNAL).forget(KafkaOptions.EXTERNAL_PORT);
    }

    /**
     * Sets the port that brokers open for clients outside, and at which load balancers listen. Default: 9094. Nothing
     * opens it without {@link #external}.
     */
    public KafkaStack externalPort(int port) {
        return set(KafkaOptions.EXTERNAL_PORT, port);
    }

    /**
     * Makes the zone of a broker's node its rack: replicas are spread over zones, and consumers that say
     * {@code client.rack} read from a replica in their own. From Kubernetes 1.35 on, on nodes that have the label
     * {@code topology.kubernetes.io/zone}. Default: brokers have no rack.
     */
    public KafkaStack racksFromZones() {
        return record(KafkaOptions.RACKS, true);
    }

    /** Takes {@link #racksFromZones} back. */
    public KafkaStack withoutRacksFromZones() {
        return forget(KafkaOptions.RACKS);
    }

    /**
     * Lets Prometheus collect what brokers and controllers measure, on a port of the headless Services. Replaces an
     * earlier value. Default: nothing is measured.
     *
     * @param metrics such as {@code KafkaMetrics.agent(image, jar).serviceMonitor()}
     */
    public KafkaStack metrics(KafkaMetrics metrics) {
        return set(KafkaOptions.METRICS, metrics);
    }

    /** Takes {@link #metrics} back. */
    public KafkaStack withoutMetrics() {
        return forget(KafkaOptions.METRICS);
    }

    /**
     * Adds a plaintext listener for clients, or replaces one of the same name. It stands in the client Service.
     *
     * @param name capital letters, two at least; the port is called the same in small ones
     */
    public KafkaStack listener(String name, int port) {
        return put(KafkaOptions.LISTENER, name == null ? null : new KafkaOptions.Extra(name, port, null), name, port);
    }

    /**
     * Adds a listener for clients that speaks TLS, or replaces one of the same name.
     *
     * @param secret as {@link #clientTls} takes it
     */
    public KafkaStack listener(String name, int port, String secret) {
        return put(
                KafkaOptions.LISTENER,
                name == null || secret == null ? null : new KafkaOptions.Extra(name, port, secret),
                name,
                port,
                secret);
    }

    /** Takes a {@link #listener} of that name away. Where there is none, a finding says so. */
    public KafkaStack withoutListener(String name) {
        return forget(KafkaOptions.LISTENER, name, "withoutListener");
    }

    /**
     * Encrypts the traffic of clients on {@code CLIENT} with the certificate in a Secret. What names it needs,
     * {@link #certificateNames} tells. A listener that is there already changes its protocol for all clients at once;
     * {@link #listener} beside it lets them move one by one.
     *
     * <p>The key has to be PKCS#8 without a password ({@code BEGIN PRIVATE KEY}; in cert-manager
     * {@code privateKey.encoding: PKCS8}): Kafka reads no other PEM, and the broker stops. Brokers read the files when
     * they start, so a renewed certificate needs a rolling restart.
     *
     * @param secret an existing one of type {@code kubernetes.io/tls}, with the keys {@code tls.crt} and
     *     {@code tls.key}
     */
    public KafkaStack clientTls(String secret) {
        return set(KafkaOptions.CLIENT_TLS, secret);
    }

    /**
     * Lets only clients on {@code CLIENT} that show a certificate of the issuer in {@code ca.crt}, which the Secret of
     * {@link #clientTls} has to hold then.
     */
    public KafkaStack clientCertificates() {
        return record(KafkaOptions.CLIENT_CERTIFICATES, true);
    }

    /**
     * Encrypts the traffic between brokers, and lets only those in that show a certificate of the issuer in
     * {@code ca.crt}. The quorum stays plaintext, between members only.
     *
     * <p>Brokers show the same certificate to each other as servers and as clients, so its extended key usages, if it
     * has any, name both. Key and renewal are as {@link #clientTls} says.
     *
     * <p>Decide before the first apply: while a rolling restart changes the protocol, old and new brokers cannot reach
     * each other. Later, delete all broker pods at once after the change was applied; the cluster is away meanwhile.
     *
     * @param secret an existing one of type {@code kubernetes.io/tls}, with the keys {@code tls.crt}, {@code tls.key}
     *     and {@code ca.crt}, as cert-manager makes them
     */
    public KafkaStack internalTls(String secret) {
        return set(KafkaOptions.INTERNAL_TLS, secret);
    }

    /** Encrypts the traffic of clients and between brokers with one certificate: {@link #clientTls} and {@link #internalTls}. */
    public KafkaStack tls(String secret) {
        return clientTls(secret).internalTls(secret);
    }

    /** Takes {@link #clientTls}, {@link #clientCertificates} and {@link #internalTls} back. */
    public KafkaStack withoutTls() {
        return forget(KafkaOptions.CLIENT_TLS)
                .forget(KafkaOptions.CLIENT_CERTIFICATES)
                .forget(KafkaOptions.INTERNAL_TLS);
    }

    /**
     * Lets only users with a password in on {@code CLIENT}, by SASL/SCRAM-SHA-512; other listeners ask for none. A Job
     * of the fixed name {@code <name>-scram-users} writes the users into the cluster over {@code INTERNAL}, and does
     * so until it succeeds; to write a user twice changes nothing.
     *
     * <p>What a Job runs cannot be changed, and it runs once. So before manifests with other users, another image or
     * other settings of the brokers' listener are applied, and after a password was changed in the Secret, delete it:
     * {@code kubectl delete job <name>-scram-users}. A user that is left out here stays in the cluster until
     * {@code kafka-configs.sh --delete-config SCRAM-SHA-512} takes it away.
     *
     * @param secret an existing one; the keys are the names of the users, the values their passwords, in ASCII
     * @param users at least one
     */
    public KafkaStack scram(String secret, String... users) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(secret);
        if (users == null) {
            arguments.add(null);
        } else {
            arguments.addAll(Arrays.asList(users));
        }
        return record(
                KafkaOptions.SCRAM,
                arguments.contains(null) ? null : new KafkaOptions.Scram(secret, List.of(users)),
                arguments.toArray());
    }

    /** Takes {@link #scram} back. Users that are in a cluster already stay there. */
    public KafkaStack withoutScram() {
        return forget(KafkaOptions.SCRAM);
    }

    /**
     * The DNS names that certificates of brokers should carry: all brokers by wildcard, and the client Service. A
     * change of the number of brokers needs no other certificate.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public List<String> certificateNames() {
        return new KafkaPlanner(settings()).certificateNames();
    }

    /**
     * What clients in the cluster connect to: {@code kafka.production.svc.cluster.local:9092}.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public String bootstrapServers() {
        Settings settings = settings();
        return settings.dns().service(settings.name()) + ":"
                + settings.options().get(KafkaOptions.CLIENT_PORT);
    }

    /**
     * What clients outside of the Kubernetes cluster begin with: {@code kafka-bootstrap.example.com:9094}. Their names
     * stand in DNS outside, so {@link #dns()} does not list them.
     *
     * @throws InvalidStackException if there is a finding of severity error, or no way in from outside
     */
    public String externalBootstrapServers() {
        Settings settings = settings();
        External external = External.of(settings);
        if (external == null) {
            throw new InvalidStackException(List.of(settings.finding(
                    ExternalChecks.MISSING,
                    null,
                    "nothing lets clients outside reach the brokers",
                    "say .external(ExternalAccess.loadBalancers(\"kafka-{id}.example.com\"))")));
        }
        return external.bootstrap();
    }

    @Override
    protected KafkaStack copy(Options options) {
        return new KafkaStack(options);
    }

    @Override
    protected List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(KafkaChecks.RULES);
        rules.addAll(ConfigChecks.RULES);
        rules.addAll(ProtectionChecks.RULES);
        rules.addAll(ExternalChecks.RULES);
        rules.addAll(MetricsChecks.RULES);
        return rules;
    }

    @Override
    protected List<Check> checks() {
        return List.of(new ServerChecks(), new ExternalWiring());
    }

    @Override
    protected void check(Settings settings, Report report) {
        new KafkaChecks(settings, report).run();
    }

    @Override
    protected Plan plan(Settings settings) {
        return new KafkaPlanner(settings).plan();
    }
}
