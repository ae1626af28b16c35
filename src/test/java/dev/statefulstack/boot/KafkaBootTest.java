package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache Kafka from the manifests that were approved. */
class KafkaBootTest {
    private static final String VOTERS = KafkaProof.members("kafka", "kafka-headless", 0, 3, 9093);
    private static final String BROKERS = KafkaProof.members("kafka", "kafka-headless", 0, 3, 9092);

    @ParameterizedTest
    @ValueSource(strings = {"combined-apache-4.4-plaintext", "combined-apache-3.9-plaintext"})
    void threeCombined(String golden) throws Exception {
        try (Cluster cluster = new Cluster("kafka-" + golden)) {
            cluster.apply(Golden.read("kafka", golden));
            KafkaProof proof = new KafkaProof(cluster, cluster.client("kafka"), "kafka", VOTERS, BROKERS);
            proof.formed();
            proof.everyControllerSeesTheSame("kafka");
            proof.aLostMemberDoesNotStopWrites();
            proof.aRollingRestartLosesNothing("kafka");
        }
    }

    /** Confluent's scripts around Apache's jars of 3.9: the ones of 7.6 are on no public repository. */
    @Test
    void confluentsImage() throws Exception {
        try (Cluster cluster = new Cluster("kafka-confluent")) {
            cluster.apply(Golden.read("kafka", "combined-confluent-7.6-plaintext"));
            KafkaProof proof = new KafkaProof(cluster, cluster.client("kafka"), "kafka", VOTERS, BROKERS);
            proof.formed();
            proof.aLostMemberDoesNotStopWrites();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedicated-apache-4.4-plaintext", "dedicated-apache-3.9-plaintext"})
    void dedicatedControllers(String golden) throws Exception {
        try (Cluster cluster = new Cluster("kafka-" + golden)) {
            cluster.apply(Golden.read("kafka", golden));
            KafkaProof proof = new KafkaProof(
                    cluster,
                    cluster.client("kafka"),
                    "kafka-broker",
                    KafkaProof.members("kafka-controller", "kafka-controller-headless", 0, 3, 9093),
                    KafkaProof.members("kafka-broker", "kafka-broker-headless", 100, 5, 9092));
            proof.formed();
            proof.everyControllerSeesTheSame("kafka-controller");
            proof.aLostMemberDoesNotStopWrites();
            proof.aLostControllerDoesNotStopWrites("kafka-controller");
            if (golden.equals("dedicated-apache-4.4-plaintext")) {
                proof.aRollingRestartLosesNothing("kafka-controller", "kafka-broker");
            }
        }
    }

    @Test
    void tls() throws Exception {
        Map<String, String> certificate = Certificates.secret(StatefulStack.kafka("kafka")
                .namespace("production")
                .replicas(3)
                .tls("kafka-tls")
                .certificateNames());
        try (Cluster cluster = new Cluster("kafka-tls")) {
            cluster.secret("production", "kafka-tls", certificate);
            cluster.apply(Golden.read("kafka", "combined-apache-4.4-mutual-tls"));
            Client client = cluster.client(
                    "kafka",
                    "security.protocol=SSL",
                    "ssl.truststore.type=PEM",
                    "ssl.truststore.certificates=" + certificate.get("ca.crt"),
                    "ssl.keystore.type=PEM",
                    "ssl.keystore.key=" + certificate.get("tls.key"),
                    "ssl.keystore.certificate.chain=" + certificate.get("tls.crt"));
            KafkaProof proof = new KafkaProof(cluster, client, "kafka", VOTERS, BROKERS);
            proof.formed();

            Client withoutCertificate = cluster.client(
                    "kafka",
                    "security.protocol=SSL",
                    "ssl.truststore.type=PEM",
                    "ssl.truststore.certificates=" + certificate.get("ca.crt"));
            assertThatThrownBy(() -> withoutCertificate.ask("brokers", KafkaProof.BOOTSTRAP))
                    .hasMessageContaining("SSL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"apache/kafka:4.4.0", "apache/kafka:3.9.1"})
    void scramUsersFromTheJob(String image) throws Exception {
        String yaml = StatefulStack.kafka("kafka")
                .namespace("production")
                .replicas(3)
                .image(image)
                .scram("kafka-users", "alice", "bob")
                .yaml();
        if (image.equals("apache/kafka:4.4.0")) {
            assertThat(yaml).isEqualTo(Golden.read("kafka", "combined-apache-4.4-scram"));
        }
        try (Cluster cluster = new Cluster("kafka-scram-" + image.substring(image.indexOf(':') + 1))) {
            // What a shell or a properties file could take for something else.
            cluster.secret("production", "kafka-users", Map.of("alice", "a\\b c$d'e\"f,g]=h", "bob", "b"));
            cluster.apply(yaml);
            KafkaProof proof = new KafkaProof(
                    cluster, cluster.client(login("alice", "a\\\\b c$d'e\\\"f,g]=h")), "kafka", VOTERS, BROKERS);
            proof.formed();
            cluster.client(login("bob", "b")).ask("brokers", KafkaProof.BOOTSTRAP);

            Client wrong = cluster.client(login("bob", "another"));
            assertThatThrownBy(() -> wrong.ask("brokers", KafkaProof.BOOTSTRAP))
                    .hasMessageContaining("SaslAuthenticationException");
        }
    }

    private static String[] login(String user, String escapedPassword) {
        return new String[] {
            "kafka",
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=SCRAM-SHA-512",
            "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user
                    + "\" password=\"" + escapedPassword + "\";"
        };
    }
}
