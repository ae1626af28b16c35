package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.kafka.KafkaStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One value of a good manifest is broken: the servers have to fail, and to say so.
 *
 * <p>The good manifest boots first, so what fails is the mutation and not this harness.
 */
class KafkaMutationsBootTest {
    private static final String VOTERS = KafkaProof.members("kafka", "kafka-headless", 0, 3, 9093);
    private static final String BROKERS = KafkaProof.members("kafka", "kafka-headless", 0, 3, 9092);

    /** A broker without a quorum gives up after this time; Kafka's default is a minute. */
    private static final KafkaStack GOOD = StatefulStack.kafka("kafka")
            .namespace("production")
            .replicas(3)
            .config("initial.broker.registration.timeout.ms", "15000");

    private static final String POD_INDEX = """
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.labels['apps.kubernetes.io/pod-index']
        """.indent(0);

    /** What Kafka says when it gives up; the good manifest must never make it say that. */
    private static final String GAVE_UP = "Fatal error during broker startup";

    /**
     * A broken value.
     *
     * @param from in the text of the good manifests
     * @param evidence what the log of a member has to hold, in this order
     * @param rule the finding of the same mistake made by an edit
     */
    private record Mutation(
            String name, String from, String to, String evidence, String rule, Consumer<StatefulSet> edit) {
        String yaml() {
            String good = GOOD.yaml();
            assertThat(good).contains(from);
            return good.replace(from, to);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutation> mutations() {
        return Stream.of(
                new Mutation(
                        "another serviceName",
                        "serviceName: kafka-headless",
                        "serviceName: kafka-members",
                        "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP,
                        "sts-service-missing",
                        set -> set.getSpec().setServiceName("kafka-members")),
                new Mutation(
                        "voters with a wrong port",
                        ".local:9093",
                        ".local:9094",
                        "Connection to node 1 \\(kafka-1.kafka-headless.production.svc.cluster.local/[0-9.]+:9094\\)"
                                + " could not be established.*"
                                + GAVE_UP,
                        "kafka-voter-is-no-node",
                        set -> env(set, "KAFKA_CONTROLLER_QUORUM_VOTERS", value -> value.replace(":9093", ":9094"))),
                new Mutation(
                        "voters in another namespace",
                        ".kafka-headless.production.svc.cluster.local:9093",
                        ".kafka-headless.staging.svc.cluster.local:9093",
                        "UnknownHostException: kafka-1.kafka-headless.staging.svc.cluster.local.*" + GAVE_UP,
                        "peer-wrong-namespace",
                        set -> env(
                                set,
                                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                                value -> value.replace("production", "staging"))),
                new Mutation(
                        "OrderedReady",
                        "podManagementPolicy: Parallel",
                        "podManagementPolicy: OrderedReady",
                        "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP,
                        "kafka-ordered-start",
                        set -> set.getSpec().setPodManagementPolicy("OrderedReady")),
                new Mutation(
                        "shell syntax in $(...)",
                        POD_INDEX,
                        "          value: $(POD_NAME##*-)\n",
                        "Invalid value \\$\\(POD_NAME##\\*-\\) for configuration (broker|node).id: Not a number",
                        "env-shell-syntax-in-ref",
                        set -> env(set, "KAFKA_NODE_ID", value -> "$(POD_NAME##*-)")),
                new Mutation(
                        "one node id on all pods",
                        POD_INDEX,
                        "          value: \"0\"\n",
                        GAVE_UP,
                        "kafka-node-id-shared",
                        set -> env(set, "KAFKA_NODE_ID", value -> "0")));
    }

    private static void env(StatefulSet set, String name, java.util.function.UnaryOperator<String> change) {
        Container container =
                set.getSpec().getTemplate().getSpec().getContainers().get(0);
        for (EnvVar variable : container.getEnv()) {
            if (variable.getName().equals(name)) {
                variable.setValue(change.apply(variable.getValue()));
                variable.setValueFrom(null);
            }
        }
    }

    @BeforeAll
    static void theGoodManifestForms() {
        try (Cluster cluster = new Cluster("kafka-good")) {
            cluster.apply(GOOD.yaml());
            new KafkaProof(cluster, cluster.client("kafka"), "kafka", VOTERS, BROKERS).formed();
            assertThat(cluster.pod("kafka-0").log()).doesNotContain(GAVE_UP);
        }
        assertThat(GOOD.findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void itFailsAndSaysWhy(Mutation mutation) {
        try (Cluster cluster = new Cluster("kafka-" + mutation.name().replaceAll("[^a-zA-Z]+", "-"))) {
            cluster.apply(mutation.yaml());
            says(cluster, "kafka-0", mutation.evidence());
            assertThat(cluster.podsOf("kafka")).noneMatch(Pod::isReady);
        }
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void theSameMistakeIsFoundBeforeItIsApplied(Mutation mutation) {
        assertThat(GOOD.edit(StatefulSet.class, "kafka", mutation.edit()).findings())
                .extracting(Finding::id)
                .contains(mutation.rule());
    }

    @Test
    void aHeadlessServiceThatHidesPodsUntilTheyAreReady() {
        String good = GOOD.yaml();
        String from = "  publishNotReadyAddresses: true\n";
        assertThat(good).contains(from);
        try (Cluster cluster = new Cluster("kafka-hidden")) {
            cluster.apply(good.replace(from, ""));
            says(
                    cluster,
                    "kafka-0",
                    "UnknownHostException: kafka-1.kafka-headless.production.svc.cluster.local.*" + GAVE_UP);
            assertThat(cluster.podsOf("kafka")).noneMatch(Pod::isReady);
        }
        assertThat(GOOD.edit(
                                Service.class,
                                "kafka-headless",
                                service -> service.getSpec().setPublishNotReadyAddresses(null))
                        .findings())
                .extracting(Finding::id)
                .contains("kafka-voters-not-published");
    }

    /** Two of three are a majority, so this one works until the leader is gone. */
    @Test
    void oneVoterInAnotherNamespace() {
        String good = GOOD.yaml();
        try (Cluster cluster = new Cluster("kafka-one-voter-elsewhere")) {
            cluster.apply(good.replace("1@kafka-1.kafka-headless.production", "1@kafka-1.kafka-headless.staging"));
            Client client = cluster.client("kafka");
            cluster.awaitReady(Await.LONG);
            client.ask("create", KafkaProof.BOOTSTRAP, "before");

            // Followers fetch, so the voter counts under a leader that it reaches; nobody reaches it as a leader or
            // asks
            // it for its vote.
            String leader = Await.success("a voter that the others reach leads", Await.LONG, () -> {
                String id = client.ask("quorum", KafkaProof.BOOTSTRAP).replaceAll("leader=(\\d+) .*", "$1");
                assertThat(id).isNotEqualTo("1");
                return id;
            });
            cluster.pod("kafka-" + leader).hold();

            says(
                    cluster,
                    leader.equals("0") ? "kafka-2" : "kafka-0",
                    "UnknownHostException: kafka-1.kafka-headless.staging.svc.cluster.local");
            assertThatThrownBy(() -> client.ask("create", KafkaProof.BOOTSTRAP, "after"))
                    .hasMessageContaining("TimeoutException");
        }
    }

    @Test
    void serviceLinksAndConfluentsImage() throws Exception {
        String good = Golden.read("kafka", "combined-confluent-7.6-plaintext");
        String from = "enableServiceLinks: false";
        assertThat(good).contains(from);
        try (Cluster cluster = new Cluster("kafka-confluent-good")) {
            cluster.apply(good);
            cluster.awaitReady(Await.LONG);
        }
        try (Cluster cluster = new Cluster("kafka-confluent-links")) {
            cluster.apply(good.replace(from, "enableServiceLinks: true"));
            says(cluster, "kafka-0", "KAFKA_PORT is deprecated");
            assertThat(cluster.podsOf("kafka")).noneMatch(Pod::isReady);
        }
        assertThat(StatefulStack.kafka("kafka")
                        .namespace("production")
                        .replicas(3)
                        .image("confluentinc/cp-kafka:7.6.0")
                        .edit(
                                StatefulSet.class,
                                "kafka",
                                set -> set.getSpec().getTemplate().getSpec().setEnableServiceLinks(true))
                        .findings())
                .extracting(Finding::id)
                .contains("kafka-service-links");
    }

    /** Confluent's image of Kafka 4.2 and newer sets the variable to nothing, which is why the manifest takes it away. */
    @Test
    void anEmptyListOfAdvertisedListenersOnAController() throws Exception {
        String good = Golden.read("kafka", "dedicated-confluent-8.2-plaintext");
        String from = "          unset KAFKA_ADVERTISED_LISTENERS\n";
        assertThat(good).contains(from);
        try (Cluster cluster = new Cluster("kafka-confluent-controllers")) {
            cluster.apply(good);
            new KafkaProof(
                            cluster,
                            cluster.client("kafka"),
                            "kafka-broker",
                            KafkaProof.members("kafka-controller", "kafka-controller-headless", 0, 3, 9093),
                            KafkaProof.members("kafka-broker", "kafka-broker-headless", 100, 5, 9092))
                    .formed();
        }
        try (Cluster cluster = new Cluster("kafka-confluent-empty")) {
            cluster.apply(good.replace(from, ""));
            says(cluster, "kafka-controller-0", "'advertised.listeners' must not be empty");
            assertThat(cluster.podsOf("kafka-controller")).noneMatch(Pod::isReady);
        }
    }

    private static void says(Cluster cluster, String pod, String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        Await.until(
                pod + " says " + regex,
                Await.LONG,
                () -> cluster.runs(pod)
                        && pattern.matcher(cluster.pod(pod).log()).find(),
                cluster::state);
    }
}
