package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.elasticsearch.ElasticsearchStack;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Elasticsearch, with less memory than the manifests that were approved; the server alone, without x-pack. */
class ElasticsearchBootTest {
    private static final ElasticsearchStack GOOD = StatefulStack.elasticsearch("elasticsearch")
            .namespace("production")
            .replicas(3)
            .insecure()
            .image("docker.elastic.co/elasticsearch/elasticsearch:8.19.10")
            .memory("1Gi");

    @Test
    void threeMastersAndTheWayAfterTheFounding() {
        try (Cluster cluster = new Cluster("elasticsearch")) {
            cluster.apply(GOOD.yaml());
            SearchProof proof = new SearchProof(cluster, "elasticsearch");
            proof.formed();
            proof.aLostMasterDoesNotStopWrites();

            String founded = GOOD.founded().yaml();
            assertThat(founded).doesNotContain("initial-master-nodes: ");
            cluster.apply(founded);
            proof.aRollingRestartLosesNothing();
            proof.aFullRestartIsTheSameCluster();
        }
    }

    @Test
    void seedsInAnotherNamespace() {
        breaks(
                "seeds",
                "value: elasticsearch-headless.production.svc.cluster.local",
                "value: elasticsearch-headless.staging.svc.cluster.local",
                "failed to resolve host \\[elasticsearch-headless.staging.svc.cluster.local\\].*master not discovered");
    }

    @Test
    void foundersByFullName() {
        String names = "elasticsearch-0,elasticsearch-1,elasticsearch-2";
        String full = names.replaceAll("(elasticsearch-\\d)", "$1.elasticsearch-headless.production.svc.cluster.local");
        breaks(
                "founders",
                names,
                full,
                "master not discovered yet.*must discover master-eligible nodes \\[elasticsearch-0.elasticsearch-headless");
        assertThat(GOOD.edit(
                                ConfigMap.class,
                                "elasticsearch-bootstrap",
                                map -> map.setData(Map.of("initial-master-nodes", full)))
                        .findings())
                .extracting(Finding::id)
                .contains("es-initial-masters-unknown");
    }

    @Test
    void aHeadlessServiceThatHidesPodsUntilTheyAreReady() {
        breaks(
                "hidden",
                "  publishNotReadyAddresses: true\n",
                "",
                "failed to resolve host \\[elasticsearch-headless.production.svc.cluster.local\\].*master not discovered");
        assertThat(GOOD.edit(
                                Service.class,
                                "elasticsearch-headless",
                                service -> service.getSpec().setPublishNotReadyAddresses(null))
                        .findings())
                .extracting(Finding::id)
                .contains("es-seed-hosts-not-headless");
    }

    private static void breaks(String name, String from, String to, String evidence) {
        String good = GOOD.yaml();
        assertThat(good).contains(from);
        Pattern pattern = Pattern.compile(evidence, Pattern.DOTALL);
        try (Cluster cluster = new Cluster("elasticsearch-" + name)) {
            cluster.apply(good.replace(from, to));
            Await.until(
                    "elasticsearch-0 says " + evidence,
                    Await.LONG,
                    () -> cluster.runs("elasticsearch-0")
                            && pattern.matcher(cluster.pod("elasticsearch-0").log())
                                    .find(),
                    cluster::state);
            assertThat(cluster.podsOf("elasticsearch")).noneMatch(Pod::isReady);
        }
    }
}
