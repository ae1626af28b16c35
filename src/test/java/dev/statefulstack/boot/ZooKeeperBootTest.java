package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ZooKeeper, which the library knows nothing of, from the example. */
class ZooKeeperBootTest {
    private static final String CLIENT_SERVICE = "zookeeper.production.svc.cluster.local";

    @Test
    void threeFormAnEnsemble() {
        try (Cluster cluster = new Cluster("zookeeper")) {
            cluster.apply(Mistakes.ZOOKEEPER_HIDDEN.good().get());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("zookeeper");
            oneLeaderAndTwoFollowers(client);
            client.ask("write", CLIENT_SERVICE + ":2181", "/orders", "1");

            Pod lost = cluster.pod("zookeeper-" + leader(client));
            lost.hold();
            Await.success("two of three take a write", Await.LONG, () -> {
                client.ask("write", CLIENT_SERVICE + ":2181", "/orders", "2");
                return "";
            });
            assertThat(lost.isReady()).isFalse();
            lost.release();
            cluster.awaitReady(Await.LONG);

            Client second = cluster.client("zookeeper");
            Writer writer = new Writer(3, id -> second.ask("write", CLIENT_SERVICE + ":2181", "/order-" + id, "" + id));
            cluster.rollingRestart("zookeeper", Await.LONG);
            Set<Integer> acknowledged = writer.stop();
            oneLeaderAndTwoFollowers(client);
            for (int id : acknowledged) {
                assertThat(client.ask("read", CLIENT_SERVICE + ":2181", "/order-" + id))
                        .isEqualTo("" + id);
            }
            assertThat(client.ask("read", CLIENT_SERVICE + ":2181", "/orders")).isEqualTo("2");
        }
    }

    @Test
    void aHeadlessServiceThatHidesPodsUntilTheyAreReady() {
        Mistakes.ZOOKEEPER_HIDDEN.stops("zookeeper", "zookeeper-0");
    }

    private static String host(int ordinal) {
        return "zookeeper-" + ordinal + ".zookeeper-headless.production.svc.cluster.local";
    }

    private static int leader(Client client) {
        for (int i = 0; i < 3; i++) {
            if (client.ask("srvr", host(i)).contains("Mode: leader")) {
                return i;
            }
        }
        throw new AssertionError("no leader");
    }

    private static void oneLeaderAndTwoFollowers(Client client) {
        Await.success("one leads and two follow", Await.LONG, () -> {
            List<String> modes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                modes.add(client.ask("srvr", host(i)).replaceAll(".*Mode: (\\w+).*", "$1"));
                assertThat(client.ask("config", host(i) + ":2181"))
                        .contains("server.1=" + host(0) + ":2888:3888:participant")
                        .contains("server.2=" + host(1) + ":2888:3888:participant")
                        .contains("server.3=" + host(2) + ":2888:3888:participant")
                        .doesNotContain("server.4");
            }
            assertThat(modes).containsExactlyInAnyOrder("leader", "follower", "follower");
            assertThat(client.ask("mntr", host(leader(client)))).contains("zk_synced_followers\t2");
            return "";
        });
    }
}
