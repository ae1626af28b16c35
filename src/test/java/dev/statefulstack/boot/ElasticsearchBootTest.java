package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elasticsearch, with less memory than the manifests that were approved; the server alone, without x-pack. */
class ElasticsearchBootTest {
    static List<Mistake> mistakes() {
        return Mistakes.OF_ELASTICSEARCH;
    }

    @Test
    void threeMastersAndTheWayAfterTheFounding() {
        try (Cluster cluster = new Cluster("elasticsearch")) {
            cluster.apply(Mistakes.ELASTICSEARCH.yaml());
            SearchProof proof = new SearchProof(cluster, "elasticsearch");
            proof.formed();
            proof.aLostMasterDoesNotStopWrites();

            String founded = Mistakes.ELASTICSEARCH.founded().yaml();
            assertThat(founded).doesNotContain("initial-master-nodes: ");
            cluster.apply(founded);
            proof.aRollingRestartLosesNothing();
            proof.aFullRestartIsTheSameCluster();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void itFailsAndSaysWhy(Mistake mistake) {
        mistake.stops("elasticsearch", "elasticsearch-0");
    }
}
