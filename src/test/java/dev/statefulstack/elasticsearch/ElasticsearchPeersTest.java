package dev.statefulstack.elasticsearch;

import static dev.statefulstack.Resources.all;
import static dev.statefulstack.Resources.container;
import static dev.statefulstack.Resources.env;
import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.only;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import dev.statefulstack.stack.InvalidStackException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and settings that members find each other by, as literals. */
class ElasticsearchPeersTest {
    private static final ElasticsearchStack THREE = StatefulStack.elasticsearch("elasticsearch")
            .namespace("production")
            .replicas(3)
            .insecure();

    private static final ElasticsearchStack SPLIT = THREE.replicas(4).dedicatedMasters(3);

    @Test
    void threeMembersHaveThisEnvironment() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("POD_NAME", "metadata.name");
        expected.put("POD_IP", "status.podIP");
        expected.put("cluster.name", "elasticsearch");
        expected.put("node.name", "metadata.name");
        expected.put("network.host", "0.0.0.0");
        expected.put("network.publish_host", "$(POD_IP)");
        expected.put("discovery.seed_hosts", "elasticsearch-headless.production.svc.cluster.local");
        expected.put("cluster.initial_master_nodes", "ConfigMap elasticsearch-bootstrap initial-master-nodes optional");
        expected.put("readiness.port", "8080");
        expected.put("xpack.security.enabled", "false");
        expected.put("ES_JAVA_OPTS", "-Xms2048m -Xmx2048m");
        assertThat(env(THREE, "elasticsearch").entrySet()).containsExactlyElementsOf(expected.entrySet());
    }

    @Test
    void aNewClusterMayBeginFromABaseThatWasFounded() {
        ElasticsearchStack base = THREE.founded();
        assertThat(founders(base.namespace("elsewhere").foundingReplicas(3)))
                .isEqualTo("elasticsearch-0,elasticsearch-1,elasticsearch-2");
    }

    /** A member that others may join stays one, or it would start as a single node and meet them as a stranger. */
    @Test
    void foundedChangesNoTemplateOfASingleMemberEither() {
        ElasticsearchStack one = THREE.replicas(1).foundingReplicas(1);
        assertThat(env(one.founded(), "elasticsearch")).isEqualTo(env(one, "elasticsearch"));
        assertThat(env(THREE.replicas(1).founded(), "elasticsearch")).isEqualTo(env(one, "elasticsearch"));
    }

    @Test
    void insecureTakesThePasswordWithIt() {
        assertThat(THREE.tls("t").password("s", "k").insecure().yaml()).isEqualTo(THREE.yaml());
    }

    @Test
    void theFoundersAreTheNamesOfThePods() {
        assertThat(founders(THREE)).isEqualTo("elasticsearch-0,elasticsearch-1,elasticsearch-2");
        assertThat(founders(THREE.firstOrdinal(10))).isEqualTo("elasticsearch-10,elasticsearch-11,elasticsearch-12");
        assertThat(founders(THREE.foundingReplicas(3).replicas(5)))
                .isEqualTo("elasticsearch-0,elasticsearch-1,elasticsearch-2");
        assertThat(founders(THREE.replicas(1).foundingReplicas(1))).isEqualTo("elasticsearch-0");
    }

    @Test
    void aFoundedClusterLosesTheConfigMapAndNotOneByteOfItsPods() {
        for (ElasticsearchStack stack :
                List.of(THREE, THREE.tls("t"), SPLIT, THREE.replicas(1).foundingReplicas(1))) {
            List<HasMetadata> before = stack.resources();
            List<HasMetadata> after = stack.founded().resources();
            assertThat(before.get(0)).isInstanceOf(ConfigMap.class);
            assertThat(after).isEqualTo(before.subList(1, before.size()));
            assertThat(stack.yaml()).endsWith("---\n" + stack.founded().yaml());
        }
    }

    @Test
    void laterMastersChangeNeitherTheFoundersNorTheTemplate() {
        ElasticsearchStack three = THREE.foundingReplicas(3);
        assertThat(template(three.replicas(5), "elasticsearch")).isEqualTo(template(three, "elasticsearch"));
        assertThat(founders(three.replicas(5))).isEqualTo(founders(three));
        ElasticsearchStack one = THREE.replicas(1).foundingReplicas(1);
        assertThat(env(one.replicas(3), "elasticsearch")).isEqualTo(env(one, "elasticsearch"));
    }

    @Test
    void dedicatedMastersLeadEverybodyAndFoundAlone() {
        Map<String, String> masters = env(SPLIT, "elasticsearch-master");
        Map<String, String> data = env(SPLIT, "elasticsearch-data");
        String seeds = "elasticsearch-master-headless.production.svc.cluster.local";
        assertThat(masters).containsEntry("discovery.seed_hosts", seeds).containsEntry("node.roles", "master");
        assertThat(data).containsEntry("discovery.seed_hosts", seeds).containsEntry("node.roles", "data,ingest");
        assertThat(masters).containsKey("cluster.initial_master_nodes");
        assertThat(data).doesNotContainKey("cluster.initial_master_nodes");
        assertThat(founders(SPLIT)).isEqualTo("elasticsearch-master-0,elasticsearch-master-1,elasticsearch-master-2");
    }

    @Test
    void clientsReachTheMembersWithData() {
        Service client = find(SPLIT, Service.class, "elasticsearch");
        assertThat(client.getSpec().getSelector())
                .containsEntry("app.kubernetes.io/component", "elasticsearch-data")
                .containsEntry("app.kubernetes.io/instance", "elasticsearch");
        assertThat(ports(client)).containsExactly("http 9200");
        assertThat(ports(find(SPLIT, Service.class, "elasticsearch-master-headless")))
                .containsExactly("http 9200", "transport 9300");
        assertThat(ports(find(THREE.tls("t"), Service.class, "elasticsearch"))).containsExactly("https 9200");
    }

    @Test
    void eachSetHasItsNamesItsBudgetAndItsTime() {
        StatefulSet masters = find(SPLIT, StatefulSet.class, "elasticsearch-master");
        StatefulSet data = find(SPLIT, StatefulSet.class, "elasticsearch-data");
        assertThat(List.of(masters.getSpec().getReplicas(), data.getSpec().getReplicas()))
                .containsExactly(3, 4);
        assertThat(masters.getSpec().getServiceName()).isEqualTo("elasticsearch-master-headless");
        assertThat(data.getSpec().getServiceName()).isEqualTo("elasticsearch-data-headless");
        assertThat(List.of(
                        masters.getSpec().getMinReadySeconds(), data.getSpec().getMinReadySeconds()))
                .containsExactly(0, 60);
        assertThat(all(SPLIT, PodDisruptionBudget.class).stream()
                        .map(budget -> budget.getMetadata().getName()))
                .containsExactly("elasticsearch-master", "elasticsearch-data");
    }

    @Test
    void aSingleNodeFoundsNothingAndSeeksNobody() {
        ElasticsearchStack one = THREE.replicas(1);
        assertThat(env(one, "elasticsearch"))
                .containsEntry("discovery.type", "single-node")
                .doesNotContainKeys("discovery.seed_hosts", "cluster.initial_master_nodes");
        assertThat(one.yaml()).doesNotContain("kind: PodDisruptionBudget").doesNotContain("kind: ConfigMap");
    }

    @Test
    void tlsNamesTheFilesOfTheSecretBelowTheConfiguration() {
        ElasticsearchStack stack = THREE.tls("es-tls").password("es-elastic", "password");
        String certs = "/usr/share/elasticsearch/config/certs/";
        assertThat(env(stack, "elasticsearch"))
                .containsEntry("xpack.security.enabled", "true")
                .containsEntry("xpack.security.transport.ssl.enabled", "true")
                .containsEntry("xpack.security.transport.ssl.verification_mode", "certificate")
                .containsEntry("xpack.security.transport.ssl.key", certs + "tls.key")
                .containsEntry("xpack.security.transport.ssl.certificate", certs + "tls.crt")
                .containsEntry("xpack.security.transport.ssl.certificate_authorities", certs + "ca.crt")
                .containsEntry("xpack.security.http.ssl.enabled", "true")
                .containsEntry("xpack.security.http.ssl.key", certs + "tls.key")
                .containsEntry("xpack.security.http.ssl.certificate", certs + "tls.crt")
                .containsEntry("xpack.security.http.ssl.certificate_authorities", certs + "ca.crt")
                .containsEntry("ELASTIC_PASSWORD", "Secret es-elastic password");
    }

    @Test
    void theLastWordOnSecurityHolds() {
        assertThat(THREE.tls("t").insecure().yaml()).isEqualTo(THREE.yaml());
        assertThat(THREE.insecure().tls("t").url()).startsWith("https://");
    }

    @Test
    void clientsAreToldTheUrl() {
        assertThat(THREE.url()).isEqualTo("http://elasticsearch.production.svc.cluster.local:9200");
        assertThat(SPLIT.tls("t").url()).isEqualTo("https://elasticsearch.production.svc.cluster.local:9200");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> THREE.replicas(0).url()))
                .isInstanceOf(InvalidStackException.class);
    }

    @Test
    void certificatesNeedTheNamesOfMembersAndOfTheClientService() {
        assertThat(THREE.tls("t").certificateNames())
                .containsExactly(
                        "*.elasticsearch-headless.production.svc.cluster.local",
                        "*.elasticsearch-headless.production.svc",
                        "elasticsearch.production.svc.cluster.local",
                        "elasticsearch.production.svc",
                        "elasticsearch",
                        "localhost");
        assertThat(SPLIT.tls("t").certificateNames())
                .startsWith(
                        "*.elasticsearch-master-headless.production.svc.cluster.local",
                        "*.elasticsearch-master-headless.production.svc",
                        "*.elasticsearch-data-headless.production.svc.cluster.local",
                        "*.elasticsearch-data-headless.production.svc");
    }

    @Test
    void beforeReadinessPortHttpIsAsked() {
        ElasticsearchStack old = THREE.image("docker.elastic.co/elasticsearch/elasticsearch:8.1.3");
        assertThat(env(old, "elasticsearch")).doesNotContainKey("readiness.port");
        var probe = container(find(old, StatefulSet.class, "elasticsearch")).getReadinessProbe();
        assertThat(probe.getTcpSocket().getPort().getStrVal()).isEqualTo("http");
        assertThat(probe.getPeriodSeconds()).isEqualTo(10);
    }

    @Test
    void dnsListsWhatAClusterOfTwoSetsWillAnswer() {
        assertThat(THREE.replicas(2).dedicatedMasters(1).dns().stream().map(Object::toString))
                .containsExactly(
                        "elasticsearch-master-0.elasticsearch-master-headless.production.svc.cluster.local A elasticsearch-master-0",
                        "elasticsearch-master-0.elasticsearch-master-headless A elasticsearch-master-0",
                        "elasticsearch-master-headless.production.svc.cluster.local A elasticsearch-master-0",
                        "elasticsearch-master-headless A elasticsearch-master-0",
                        "_http._tcp.elasticsearch-master-headless.production.svc.cluster.local SRV "
                                + "0 100 9200 elasticsearch-master-0.elasticsearch-master-headless.production.svc.cluster.local",
                        "_transport._tcp.elasticsearch-master-headless.production.svc.cluster.local SRV "
                                + "0 100 9300 elasticsearch-master-0.elasticsearch-master-headless.production.svc.cluster.local",
                        "elasticsearch-data-0.elasticsearch-data-headless.production.svc.cluster.local A elasticsearch-data-0",
                        "elasticsearch-data-0.elasticsearch-data-headless A elasticsearch-data-0",
                        "elasticsearch-data-1.elasticsearch-data-headless.production.svc.cluster.local A elasticsearch-data-1",
                        "elasticsearch-data-1.elasticsearch-data-headless A elasticsearch-data-1",
                        "elasticsearch-data-headless.production.svc.cluster.local A elasticsearch-data-0 elasticsearch-data-1",
                        "elasticsearch-data-headless A elasticsearch-data-0 elasticsearch-data-1",
                        "_http._tcp.elasticsearch-data-headless.production.svc.cluster.local SRV "
                                + "0 50 9200 elasticsearch-data-0.elasticsearch-data-headless.production.svc.cluster.local, "
                                + "0 50 9200 elasticsearch-data-1.elasticsearch-data-headless.production.svc.cluster.local",
                        "_transport._tcp.elasticsearch-data-headless.production.svc.cluster.local SRV "
                                + "0 50 9300 elasticsearch-data-0.elasticsearch-data-headless.production.svc.cluster.local, "
                                + "0 50 9300 elasticsearch-data-1.elasticsearch-data-headless.production.svc.cluster.local",
                        "elasticsearch.production.svc.cluster.local A Service elasticsearch",
                        "elasticsearch A Service elasticsearch",
                        "_http._tcp.elasticsearch.production.svc.cluster.local SRV "
                                + "0 100 9200 elasticsearch.production.svc.cluster.local");
    }

    @Test
    void goodStacksHaveNothingButRemarks() {
        for (ElasticsearchStack stack : List.of(THREE, THREE.tls("t"), THREE.founded(), SPLIT, THREE.replicas(1))) {
            assertThat(stack.findings()).extracting(Finding::severity).containsOnly(Severity.INFO);
        }
        assertThat(THREE.tls("t").password("p", "password").withoutMemoryMap().findings())
                .isEmpty();
        assertThat(SPLIT.allow("es-max-map-count", "nodes are prepared").findings())
                .isEmpty();
    }

    static String founders(ElasticsearchStack stack) {
        return only(stack, ConfigMap.class).getData().get("initial-master-nodes");
    }

    private static PodTemplateSpec template(ElasticsearchStack stack, String set) {
        return find(stack, StatefulSet.class, set).getSpec().getTemplate();
    }
}
