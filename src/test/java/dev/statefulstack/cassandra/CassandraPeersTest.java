package dev.statefulstack.cassandra;

import static dev.statefulstack.Resources.all;
import static dev.statefulstack.Resources.env;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.StatefulStack;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and settings that nodes find each other by, as literals. */
class CassandraPeersTest {
    private static final CassandraStack THREE =
            StatefulStack.cassandra("cassandra").namespace("production").replicas(3);

    private static final CassandraStack RACKS = THREE.racks("r1", "r2", "r3");

    private static final CassandraStack TWO_CENTERS = THREE.replicas(6)
            .dataCenter("dc1", CassandraPeersTest::threeRacks)
            .dataCenter("dc2", CassandraPeersTest::threeRacks);

    private static final String POD_0 = "cassandra-0.cassandra-headless.production.svc.cluster.local";
    private static final String POD_1 = "cassandra-1.cassandra-headless.production.svc.cluster.local";

    @Test
    void threeNodesHaveTheirEnvironmentInThisOrder() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("POD_NAME", "metadata.name");
        expected.put("POD_IP", "status.podIP");
        expected.put(
                "CASSANDRA_SEEDS",
                "cassandra-0.cassandra-headless.production.svc.cluster.local,"
                        + "cassandra-1.cassandra-headless.production.svc.cluster.local");
        expected.put("CASSANDRA_CLUSTER_NAME", "cassandra");
        expected.put("CASSANDRA_DC", "dc1");
        expected.put("CASSANDRA_RACK", "rack1");
        expected.put("CASSANDRA_ENDPOINT_SNITCH", "GossipingPropertyFileSnitch");
        expected.put("CASSANDRA_NUM_TOKENS", "16");
        expected.put("CASSANDRA_LISTEN_ADDRESS", "$(POD_IP)");
        expected.put("MAX_HEAP_SIZE", "4096M");
        expected.put("MAX_DIRECT_MEMORY_SIZE", "2048M");

        assertThat(env(THREE, "cassandra")).containsExactlyEntriesOf(expected);
    }

    @Test
    void belowThreeNodesTheFirstIsTheOnlySeed() {
        assertThat(seeds(THREE.replicas(1))).isEqualTo(POD_0);
        assertThat(seeds(THREE.replicas(2))).isEqualTo(POD_0);
    }

    @Test
    void scalingLeavesTheSeedsOfTheFoundation() {
        assertThat(seeds(THREE.foundingReplicas(3).replicas(5))).isEqualTo(POD_0 + "," + POD_1);
        assertThat(seeds(THREE.foundingReplicas(1).replicas(3))).isEqualTo(POD_0);
        assertThat(seeds(THREE.foundingReplicas(2).replicas(3))).isEqualTo(POD_0);
    }

    @Test
    void aShiftedFirstOrdinalShiftsTheSeeds() {
        assertThat(seeds(THREE.firstOrdinal(10)))
                .isEqualTo("cassandra-10.cassandra-headless.production.svc.cluster.local,"
                        + "cassandra-11.cassandra-headless.production.svc.cluster.local");
    }

    @Test
    void anotherClusterDomainIsInEveryName() {
        CassandraStack stack = THREE.clusterDomain("k8s.example.com");
        assertThat(seeds(stack)).startsWith("cassandra-0.cassandra-headless.production.svc.k8s.example.com,");
        assertThat(stack.contactPoint()).isEqualTo("cassandra.production.svc.k8s.example.com:9042");
        assertThat(stack.yaml()).doesNotContain("cluster.local");
    }

    @Test
    void externalSeedsFollowTheOwn() {
        assertThat(seeds(THREE.withoutNetworkPolicy().externalSeeds("west-0.example.com", "10.20.0.7:7100")))
                .isEqualTo(POD_0 + "," + POD_1 + ",west-0.example.com,10.20.0.7:7100");
    }

    @Test
    void twoDataCentresOfThreeRacksShareSixSeeds() {
        String expected = "cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                + "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local,"
                + "cassandra-dc1-r3-0.cassandra-dc1-headless.production.svc.cluster.local,"
                + "cassandra-dc2-r1-0.cassandra-dc2-headless.production.svc.cluster.local,"
                + "cassandra-dc2-r2-0.cassandra-dc2-headless.production.svc.cluster.local,"
                + "cassandra-dc2-r3-0.cassandra-dc2-headless.production.svc.cluster.local";
        assertThat(sets(TWO_CENTERS))
                .containsExactly(
                        "cassandra-dc1-r1 2 cassandra-dc1-headless",
                        "cassandra-dc1-r2 2 cassandra-dc1-headless",
                        "cassandra-dc1-r3 2 cassandra-dc1-headless",
                        "cassandra-dc2-r1 2 cassandra-dc2-headless",
                        "cassandra-dc2-r2 2 cassandra-dc2-headless",
                        "cassandra-dc2-r3 2 cassandra-dc2-headless");
        for (String set : sets(TWO_CENTERS)) {
            String name = set.substring(0, set.indexOf(' '));
            assertThat(env(TWO_CENTERS, name).get("CASSANDRA_SEEDS")).as(name).isEqualTo(expected);
        }
        assertThat(env(TWO_CENTERS, "cassandra-dc2-r3"))
                .containsEntry("CASSANDRA_CLUSTER_NAME", "cassandra")
                .containsEntry("CASSANDRA_DC", "dc2")
                .containsEntry("CASSANDRA_RACK", "r3");
    }

    @Test
    void aDataCentreHasOneBudgetOverItsRacks() {
        List<PodDisruptionBudget> budgets = all(TWO_CENTERS, PodDisruptionBudget.class);
        assertThat(budgets.stream().map(budget -> budget.getMetadata().getName()))
                .containsExactly("cassandra-dc1", "cassandra-dc2");
        assertThat(budgets.get(0).getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budgets.get(0).getSpec().getSelector().getMatchLabels().keySet())
                .containsExactlyInAnyOrder(
                        "app.kubernetes.io/name", "app.kubernetes.io/instance", "statefulstack.dev/dc");
    }

    @Test
    void racksOfOnePodGiveASeedLess() {
        CassandraStack small = TWO_CENTERS.replicas(3);
        assertThat(seeds(small, "cassandra-dc2-r3"))
                .isEqualTo("cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc2-r1-0.cassandra-dc2-headless.production.svc.cluster.local,"
                        + "cassandra-dc2-r2-0.cassandra-dc2-headless.production.svc.cluster.local");
        assertThat(seeds(RACKS, "cassandra-dc1-r1"))
                .isEqualTo("cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local");
        assertThat(seeds(THREE.replicas(2).racks("r1", "r2"), "cassandra-dc1-r1"))
                .isEqualTo("cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local");
    }

    @Test
    void moreThanThreeRacksGiveThreeSeeds() {
        assertThat(seeds(THREE.replicas(8).racks("r1", "r2", "r3", "r4"), "cassandra-dc1-r4"))
                .isEqualTo("cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-r3-0.cassandra-dc1-headless.production.svc.cluster.local");
    }

    @Test
    void aRackThatJoinsLaterGivesNoSeed() {
        String before = seeds(THREE.replicas(3).racks("r1"), "cassandra-dc1-r1");
        CassandraStack grown =
                THREE.racks("r1").laterRack("r2").laterRack("r3").replicas(9).foundingReplicas(3);
        assertThat(before)
                .isEqualTo("cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-r1-1.cassandra-dc1-headless.production.svc.cluster.local");
        assertThat(seeds(grown, "cassandra-dc1-r3")).isEqualTo(before);
    }

    @Test
    void whatIsLeftOverGoesToTheFirstRacks() {
        assertThat(sets(RACKS.replicas(5)))
                .containsExactly(
                        "cassandra-dc1-r1 2 cassandra-dc1-headless",
                        "cassandra-dc1-r2 2 cassandra-dc1-headless",
                        "cassandra-dc1-r3 1 cassandra-dc1-headless");
    }

    @Test
    void aDataCentreWithoutRacksHasTheImagesRack() {
        CassandraStack stack = THREE.dataCenter("dc1", dc -> dc)
                .dataCenter("dc2", dc -> dc.replicas(4).foundingReplicas(2));
        assertThat(sets(stack))
                .containsExactly(
                        "cassandra-dc1-rack1 3 cassandra-dc1-headless", "cassandra-dc2-rack1 4 cassandra-dc2-headless");
        assertThat(seeds(stack, "cassandra-dc1-rack1"))
                .isEqualTo("cassandra-dc1-rack1-0.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc1-rack1-1.cassandra-dc1-headless.production.svc.cluster.local,"
                        + "cassandra-dc2-rack1-0.cassandra-dc2-headless.production.svc.cluster.local");
    }

    @Test
    void driversAreToldTheirDataCentresService() {
        assertThat(THREE.contactPoint()).isEqualTo("cassandra.production.svc.cluster.local:9042");
        assertThat(TWO_CENTERS.contactPoint()).isEqualTo("cassandra-dc1.production.svc.cluster.local:9042");
        assertThat(TWO_CENTERS.contactPoint("dc2")).isEqualTo("cassandra-dc2.production.svc.cluster.local:9042");
        assertThatThrownBy(() -> TWO_CENTERS.contactPoint("dc3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cassandra has no data centre 'dc3'; there are dc1, dc2");
    }

    @Test
    void dnsListsWhatAClusterWillAnswer() {
        assertThat(THREE.dns().stream().map(Object::toString))
                .contains(
                        "cassandra-0.cassandra-headless.production.svc.cluster.local A cassandra-0",
                        "cassandra-headless.production.svc.cluster.local A cassandra-0 cassandra-1 cassandra-2",
                        "_cql._tcp.cassandra-headless.production.svc.cluster.local SRV "
                                + "0 33 9042 cassandra-0.cassandra-headless.production.svc.cluster.local, "
                                + "0 33 9042 cassandra-1.cassandra-headless.production.svc.cluster.local, "
                                + "0 33 9042 cassandra-2.cassandra-headless.production.svc.cluster.local",
                        "cassandra.production.svc.cluster.local A Service cassandra")
                .hasSize(13);
    }

    @Test
    void dnsOfSeveralSetsJoinsThemUnderTheirDataCentresService() {
        CassandraStack stack = THREE.replicas(3)
                .dataCenter("dc1", CassandraPeersTest::threeRacks)
                .dataCenter("dc2", dc -> dc.replicas(2).racks("r1"));
        assertThat(stack.dns().stream().map(Object::toString))
                .containsExactly(
                        "cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local A cassandra-dc1-r1-0",
                        "cassandra-dc1-r1-0.cassandra-dc1-headless A cassandra-dc1-r1-0",
                        "cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local A cassandra-dc1-r2-0",
                        "cassandra-dc1-r2-0.cassandra-dc1-headless A cassandra-dc1-r2-0",
                        "cassandra-dc1-r3-0.cassandra-dc1-headless.production.svc.cluster.local A cassandra-dc1-r3-0",
                        "cassandra-dc1-r3-0.cassandra-dc1-headless A cassandra-dc1-r3-0",
                        "cassandra-dc1-headless.production.svc.cluster.local A "
                                + "cassandra-dc1-r1-0 cassandra-dc1-r2-0 cassandra-dc1-r3-0",
                        "cassandra-dc1-headless A cassandra-dc1-r1-0 cassandra-dc1-r2-0 cassandra-dc1-r3-0",
                        "_cql._tcp.cassandra-dc1-headless.production.svc.cluster.local SRV "
                                + "0 33 9042 cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local, "
                                + "0 33 9042 cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local, "
                                + "0 33 9042 cassandra-dc1-r3-0.cassandra-dc1-headless.production.svc.cluster.local",
                        "_intra._tcp.cassandra-dc1-headless.production.svc.cluster.local SRV "
                                + "0 33 7000 cassandra-dc1-r1-0.cassandra-dc1-headless.production.svc.cluster.local, "
                                + "0 33 7000 cassandra-dc1-r2-0.cassandra-dc1-headless.production.svc.cluster.local, "
                                + "0 33 7000 cassandra-dc1-r3-0.cassandra-dc1-headless.production.svc.cluster.local",
                        "cassandra-dc2-r1-0.cassandra-dc2-headless.production.svc.cluster.local A cassandra-dc2-r1-0",
                        "cassandra-dc2-r1-0.cassandra-dc2-headless A cassandra-dc2-r1-0",
                        "cassandra-dc2-r1-1.cassandra-dc2-headless.production.svc.cluster.local A cassandra-dc2-r1-1",
                        "cassandra-dc2-r1-1.cassandra-dc2-headless A cassandra-dc2-r1-1",
                        "cassandra-dc2-headless.production.svc.cluster.local A cassandra-dc2-r1-0 cassandra-dc2-r1-1",
                        "cassandra-dc2-headless A cassandra-dc2-r1-0 cassandra-dc2-r1-1",
                        "_cql._tcp.cassandra-dc2-headless.production.svc.cluster.local SRV "
                                + "0 50 9042 cassandra-dc2-r1-0.cassandra-dc2-headless.production.svc.cluster.local, "
                                + "0 50 9042 cassandra-dc2-r1-1.cassandra-dc2-headless.production.svc.cluster.local",
                        "_intra._tcp.cassandra-dc2-headless.production.svc.cluster.local SRV "
                                + "0 50 7000 cassandra-dc2-r1-0.cassandra-dc2-headless.production.svc.cluster.local, "
                                + "0 50 7000 cassandra-dc2-r1-1.cassandra-dc2-headless.production.svc.cluster.local",
                        "cassandra-dc1.production.svc.cluster.local A Service cassandra-dc1",
                        "cassandra-dc1 A Service cassandra-dc1",
                        "_cql._tcp.cassandra-dc1.production.svc.cluster.local SRV "
                                + "0 100 9042 cassandra-dc1.production.svc.cluster.local",
                        "cassandra-dc2.production.svc.cluster.local A Service cassandra-dc2",
                        "cassandra-dc2 A Service cassandra-dc2",
                        "_cql._tcp.cassandra-dc2.production.svc.cluster.local SRV "
                                + "0 100 9042 cassandra-dc2.production.svc.cluster.local");
    }

    private static DataCenter threeRacks(DataCenter dc) {
        return dc.racks("r1", "r2", "r3");
    }

    private static String seeds(CassandraStack stack) {
        return seeds(stack, "cassandra");
    }

    private static String seeds(CassandraStack stack, String set) {
        return env(stack, set).get("CASSANDRA_SEEDS");
    }

    private static List<String> sets(CassandraStack stack) {
        return all(stack, StatefulSet.class).stream()
                .map(set -> set.getMetadata().getName() + " " + set.getSpec().getReplicas() + " "
                        + set.getSpec().getServiceName())
                .toList();
    }
}
