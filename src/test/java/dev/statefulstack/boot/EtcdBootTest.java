package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** etcd, which the library knows nothing of, from the example, with Debian's server. */
class EtcdBootTest {
    private static final String CLIENT_SERVICE = "http://etcd.production.svc.cluster.local:2379";

    @BeforeAll
    static void theServerIsInstalled() {
        if (!Files.isExecutable(Path.of("/usr/bin/etcd"))) {
            Machines.leaveOut("etcd", "Debian's package etcd-server is not installed");
        }
        if (!Machines.here().namesForAllPrograms()) {
            Machines.leaveOut(
                    "etcd",
                    "Go does not read Java's file of names, and Debian's package libnss-wrapper is not installed");
        }
    }

    /**
     * Debian 12 has etcd 3.4.23, and {@code /livez} and {@code /readyz} came with 3.4.29 and 3.5.11; the older
     * {@code /health} stands in for both, the only change to the manifests.
     */
    private static String manifests() throws IOException {
        String yaml = Examples.yaml("etcd.jsh");
        assertThat(yaml).contains("path: /livez").contains("path: /readyz");
        System.out.println("boot tests: etcd's probes ask /health, which Debian's 3.4 has, for /livez and /readyz");
        return yaml.replace("path: /livez", "path: /health").replace("path: /readyz", "path: /health");
    }

    @Test
    void threeFormACluster() throws Exception {
        try (Cluster cluster = new Cluster("etcd")) {
            cluster.apply(manifests());
            cluster.awaitReady(Await.LONG);
            Client client = cluster.client("http");
            membersAreAsExpected(client);
            put(client, "1");

            Pod lost = cluster.pod("etcd-0");
            lost.hold();
            Await.success("two of three take a write", Await.LONG, () -> {
                put(client, "2");
                return "";
            });
            assertThat(lost.isReady()).isFalse();
            lost.release();
            cluster.awaitReady(Await.LONG);

            cluster.rollingRestart("etcd", Await.LONG);
            membersAreAsExpected(client);
            assertThat(client.ask("POST", CLIENT_SERVICE + "/v3/kv/range", "{\"key\":\"" + encoded("orders") + "\"}"))
                    .contains("\"value\":\"" + encoded("2") + "\"");
        }
    }

    private static void put(Client client, String value) {
        client.ask(
                "POST",
                CLIENT_SERVICE + "/v3/kv/put",
                "{\"key\":\"" + encoded("orders") + "\",\"value\":\"" + encoded(value) + "\"}");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void membersAreAsExpected(Client client) {
        for (int i = 0; i < 3; i++) {
            String own = "etcd-" + i + ".etcd-headless.production.svc.cluster.local";
            String list = Await.success(
                    own + " lists members",
                    Await.LONG,
                    () -> client.ask("POST", "http://" + own + ":2379/v3/cluster/member/list", "{}"));
            assertThat(list.split("\"peerURLs\"", -1)).hasSize(4);
            for (int j = 0; j < 3; j++) {
                assertThat(list)
                        .contains("\"name\":\"etcd-" + j + "\"")
                        .contains("http://etcd-" + j + ".etcd-headless.production.svc.cluster.local:2380");
            }
        }
    }
}
