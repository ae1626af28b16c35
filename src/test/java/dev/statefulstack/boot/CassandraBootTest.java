package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache Cassandra, with less memory than the manifests that were approved. */
class CassandraBootTest {
    private static final String CLIENT_SERVICE = "cassandra.production.svc.cluster.local";
    private static final String READ = "SELECT id FROM shop.orders";

    @ParameterizedTest
    @ValueSource(strings = {"5.0.8", "4.1.11"})
    void threeNodes(String version) {
        try (Cluster cluster = new Cluster("cassandra-" + version)) {
            cluster.apply(Mistakes.cassandra(version).yaml());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("cassandra");
            everyNodeSeesExactly(cluster, client, Map.of("cassandra", "rack1"));
            createTable(client, CLIENT_SERVICE, "{'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            write(client, CLIENT_SERVICE, "ALL", 0, 20);

            Pod lost = cluster.pod("cassandra-1");
            lost.hold();
            Await.success("two of three take a write", Await.LONG, () -> {
                write(client, CLIENT_SERVICE, "QUORUM", 20, 40);
                return "";
            });
            assertThat(lost.isReady()).isFalse();
            lost.release();
            cluster.awaitReady(Await.LONG);

            Client second = cluster.client("cassandra");
            // Each over a new connection.
            Writer writer = new Writer(40, id -> write(second, CLIENT_SERVICE, "QUORUM", id, id + 1));
            cluster.rollingRestart("cassandra", Await.LONG);
            Set<Integer> acknowledged = writer.stop();
            everyNodeSeesExactly(cluster, client, Map.of("cassandra", "rack1"));
            assertThat(rows(client, CLIENT_SERVICE, "QUORUM"))
                    .containsAll(IntStream.range(0, 40).boxed().toList())
                    .containsAll(acknowledged);
        }
    }

    /** Two claims that are often repeated, and are wrong. */
    @Test
    void seedsAreFoundByAddressAndAProbeWithAReferenceLooksAtNobody() {
        try (Cluster cluster = new Cluster("cassandra-claims")) {
            cluster.apply(Mistakes.cassandra("5.0.8").yaml());
            cluster.awaitReady(Await.LONG);
            if (Machines.haveNamespaces("what Cassandra asks of DNS", "names are told by a file")) {
                assertThat(cluster.questions())
                        .contains("cassandra-0.cassandra-headless.production.svc.cluster.local A")
                        .noneMatch(question -> question.endsWith(" SRV"));
            }

            // A variable that comes from the pod's fields is empty in a probe, so this one asks whether any node is up.
            Pod pod = cluster.pod("cassandra-0");
            Field container = Manifests.read("""
                    env:
                    - name: POD_IP
                      valueFrom:
                        fieldRef:
                          fieldPath: status.podIP
                    readinessProbe:
                      exec:
                        command: ["/bin/bash", "-c", "nodetool status | grep -E '^UN\\\\s+$(POD_IP)'"]
                    """).documents().get(0);
            String output = pod.execute("cassandra", Probes.command(container.get("readinessProbe"), container));
            assertThat(output.lines().filter(line -> line.startsWith("UN ")))
                    .as(output)
                    .hasSize(3);
        }
    }

    @Test
    void twoRacks() {
        try (Cluster cluster = new Cluster("cassandra-racks")) {
            cluster.apply(Mistakes.cassandra("5.0.8")
                    .replicas(4)
                    .rack("r1", "zone-a")
                    .rack("r2", "zone-b")
                    .yaml());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("cassandra");
            everyNodeSeesExactly(cluster, client, Map.of("cassandra-dc1-r1", "r1", "cassandra-dc1-r2", "r2"));
            String clients = "cassandra-dc1.production.svc.cluster.local";
            createTable(client, clients, "{'class': 'NetworkTopologyStrategy', 'dc1': 2}");
            write(client, clients, "ALL", 0, 20);
            // With a copy in each rack one of them is enough.
            cluster.podsOf("cassandra-dc1-r1").forEach(Pod::hold);
            Await.success("one rack has all data", Await.LONG, () -> {
                assertThat(rows(client, clients, "ONE"))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 20).boxed().toList());
                return "";
            });
        }
    }

    /** The new node streams its part of the data; as one of the seeds it would join at once and have none. */
    @Test
    void fromThreeToFour() {
        Mistake mistake = Mistakes.NEW_SEED;
        List<Integer> all = IntStream.range(0, 200).boxed().toList();
        try (Cluster cluster = new Cluster("cassandra-grown")) {
            cluster.apply(mistake.running().get());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("cassandra");
            createTable(client, CLIENT_SERVICE, "{'class': 'NetworkTopologyStrategy', 'dc1': 1}");
            write(client, CLIENT_SERVICE, "ONE", 0, 200);

            cluster.apply(mistake.good().get());
            cluster.awaitReady(Await.LONG);

            assertThat(cluster.pod("cassandra-3").log()).contains("JOINING: Starting to bootstrap");
            everyNodeSeesExactly(cluster, client, Map.of("cassandra", "rack1"));
            assertThat(rows(client, CLIENT_SERVICE, "ONE")).containsExactlyElementsOf(all);
        }
        try (Cluster cluster = new Cluster("cassandra-new-seed")) {
            cluster.apply(mistake.running().get());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("cassandra");
            createTable(client, CLIENT_SERVICE, "{'class': 'NetworkTopologyStrategy', 'dc1': 1}");
            write(client, CLIENT_SERVICE, "ONE", 0, 200);

            cluster.apply(mistake.bad());
            cluster.awaitReady(Await.LONG);

            mistake.isSaidBy("cassandra-3", cluster);
            everyNodeSeesExactly(cluster, client, Map.of("cassandra", "rack1"));
            // Nothing fails: rows of acknowledged writes are just not there.
            assertThat(rows(client, CLIENT_SERVICE, "ONE")).hasSizeLessThan(200);
        }
    }

    @Test
    void withoutSeedsEachNodeIsAClusterOfItsOwn() {
        try (Cluster cluster = new Cluster("cassandra-no-seeds")) {
            cluster.apply(Mistakes.NO_SEEDS.bad());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("cassandra");
            for (Pod pod : cluster.podsOf("cassandra")) {
                assertThat(ask(client, "query-there", pod.address(), "ONE", "SELECT peer FROM system.peers"))
                        .isEqualTo("[]");
            }
        }
    }

    @Test
    void seedsInAnotherNamespace() {
        Mistakes.SEEDS_ELSEWHERE.stops("cassandra", "cassandra-0");
    }

    private static String ask(Client client, String command, String host, String consistency, String statement) {
        return client.ask(command, host, "dc1", consistency, statement);
    }

    /** @param racks the rack of each StatefulSet's nodes */
    private static void everyNodeSeesExactly(Cluster cluster, Client client, Map<String, String> racks) {
        TreeMap<String, String> nodes = new TreeMap<>();
        racks.forEach((set, rack) -> cluster.podsOf(set).forEach(pod -> nodes.put(pod.address(), rack)));
        for (String node : nodes.keySet()) {
            Await.success("what " + node + " sees", Await.LONG, () -> {
                assertThat(ask(client, "query-there", node, "ONE", "SELECT cluster_name, rack FROM system.local"))
                        .isEqualTo("[cassandra " + nodes.get(node) + "]");
                TreeSet<String> others = nodes.entrySet().stream()
                        .filter(other -> !other.getKey().equals(node))
                        .map(other -> "/" + other.getKey() + " " + other.getValue())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(ask(client, "query-there", node, "ONE", "SELECT peer, rack FROM system.peers"))
                        .isEqualTo(others.toString());
                return "";
            });
        }
    }

    private static void createTable(Client client, String host, String replication) {
        ask(client, "query", host, "QUORUM", "CREATE KEYSPACE shop WITH replication = " + replication);
        ask(client, "query", host, "QUORUM", "CREATE TABLE shop.orders (id int PRIMARY KEY)");
    }

    private static void write(Client client, String host, String consistency, int from, int to) {
        String inserts = IntStream.range(from, to)
                .mapToObj(id -> "INSERT INTO shop.orders (id) VALUES (" + id + ");")
                .collect(Collectors.joining());
        ask(client, "query", host, consistency, "BEGIN UNLOGGED BATCH " + inserts + " APPLY BATCH");
    }

    private static List<Integer> rows(Client client, String host, String consistency) {
        String answer = ask(client, "query", host, consistency, READ);
        return answer.equals("[]")
                ? List.of()
                : List.of(answer.substring(1, answer.length() - 1).split(", ", -1)).stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .toList();
    }
}
