package dev.statefulstack.boot;

import org.junit.jupiter.api.Test;

/** OpenSearch, which the library knows nothing of, as any system. */
class OpenSearchBootTest {
    @Test
    void threeManagersAndTheWayAfterTheFounding() {
        try (Cluster cluster = new Cluster("opensearch")) {
            cluster.apply(Mistakes.OPENSEARCH.yaml());
            SearchProof proof = new SearchProof(cluster, "opensearch");
            proof.formed();
            proof.aLostMasterDoesNotStopWrites();
            cluster.apply(Mistakes.OPENSEARCH_FOUNDED.yaml());
            proof.aRollingRestartLosesNothing();
            proof.aFullRestartIsTheSameCluster();
        }
    }

    @Test
    void seedsInAnotherNamespace() {
        Mistakes.OPENSEARCH_ELSEWHERE.stops("opensearch", "opensearch-0");
    }
}
