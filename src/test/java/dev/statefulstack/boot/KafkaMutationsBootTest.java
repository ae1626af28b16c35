package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    static List<Mistake> mistakes() {
        return Mistakes.OF_KAFKA;
    }

    @BeforeAll
    static void theGoodManifestForms() {
        try (Cluster cluster = new Cluster("kafka-good")) {
            cluster.apply(Mistakes.KAFKA.yaml());
            new KafkaProof(cluster, cluster.client("kafka"), "kafka", VOTERS, BROKERS).formed();
            assertThat(cluster.pod("kafka-0").log()).doesNotContain(Mistakes.GAVE_UP);
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void itFailsAndSaysWhy(Mistake mistake) {
        mistake.stops("kafka", "kafka-0");
    }

    @Test
    void oneVoterInAnotherNamespace() {
        try (Cluster cluster = new Cluster("kafka-one-voter-elsewhere")) {
            cluster.apply(Mistakes.ONE_VOTER.bad());
            Client client = cluster.client("kafka");
            cluster.awaitReady(Await.LONG);
            client.ask("create", KafkaProof.BOOTSTRAP, "before");

            // Followers fetch, so the voter counts under a leader that it reaches; nobody reaches it as a leader or
            // asks it for its vote.
            String leader = Await.success("a voter that the others reach leads", Await.LONG, () -> {
                String id = client.ask("quorum", KafkaProof.BOOTSTRAP).replaceAll("leader=(\\d+) .*", "$1");
                assertThat(id).isNotEqualTo("1");
                return id;
            });
            cluster.pod("kafka-" + leader).hold();

            Mistakes.ONE_VOTER.isSaidBy(leader.equals("0") ? "kafka-2" : "kafka-0", cluster);
            assertThatThrownBy(() -> client.ask("create", KafkaProof.BOOTSTRAP, "after"))
                    .hasMessageContaining("TimeoutException");
        }
    }

    @Test
    void serviceLinksAndConfluentsImage() {
        try (Cluster cluster = new Cluster("kafka-confluent-good")) {
            cluster.apply(Mistakes.SERVICE_LINKS.good().get());
            cluster.awaitReady(Await.LONG);
        }
        Mistakes.SERVICE_LINKS.stops("kafka", "kafka-0");
    }

    /** Confluent's image of Kafka 4.2 and newer sets the variable to nothing, which is why the manifest takes it away. */
    @Test
    void anEmptyListOfAdvertisedListenersOnAController() {
        try (Cluster cluster = new Cluster("kafka-confluent-controllers")) {
            cluster.apply(Mistakes.EMPTY_LISTENERS.good().get());
            new KafkaProof(
                            cluster,
                            cluster.client("kafka"),
                            "kafka-broker",
                            KafkaProof.members("kafka-controller", "kafka-controller-headless", 0, 3, 9093),
                            KafkaProof.members("kafka-broker", "kafka-broker-headless", 100, 5, 9092))
                    .formed();
        }
        Mistakes.EMPTY_LISTENERS.stops("kafka-controller", "kafka-controller-0");
    }
}
