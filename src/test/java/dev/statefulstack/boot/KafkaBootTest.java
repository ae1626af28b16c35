package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Golden;
import org.junit.jupiter.api.Test;

/** Apache Kafka from the manifests that were approved. */
class KafkaBootTest {
    @Test
    void threeCombinedFormACluster() throws Exception {
        try (Cluster cluster = new Cluster("kafka-combined")) {
            cluster.apply(Golden.read("kafka", "three-combined"));
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("kafka");
            assertThat(client.ask("quorum", "kafka.production.svc.cluster.local:9092")).isEqualTo("");
        }
    }
}
