package dev.statefulstack.boot;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.custom.CustomStack;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import org.junit.jupiter.api.Test;

/** OpenSearch, which the library knows nothing of, as any system. */
class OpenSearchBootTest {
    private static final CustomStack FOUNDED = StatefulStack.of("opensearch")
            .namespace("production")
            .replicas(3)
            .majority()
            .image("opensearchproject/opensearch:2.19.3")
            .user(1000)
            .memory("1Gi")
            .storage("10Gi")
            .data("/usr/share/opensearch/data")
            .port("http", 9200)
            .port("transport", 9300, Port.Role.PEER)
            .env("POD_IP", Env.Self.ADDRESS)
            .env("cluster.name", "opensearch")
            .env("node.name", Env.Self.NAME)
            .env("network.host", "0.0.0.0")
            .env("network.publish_host", "$(POD_IP)")
            .env("discovery.seed_hosts", "opensearch-headless.production.svc.cluster.local")
            .env("DISABLE_SECURITY_PLUGIN", "true")
            .env("DISABLE_INSTALL_DEMO_CONFIG", "true")
            .env("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
            .startup(Probe.tcp("transport").failures(60))
            .readiness(Probe.tcp("http"));

    private static final CustomStack GOOD = FOUNDED.env("cluster.initial_cluster_manager_nodes", Peers.all("{name}"));

    @Test
    void threeManagersAndTheWayAfterTheFounding() {
        try (Cluster cluster = new Cluster("opensearch")) {
            cluster.apply(GOOD.yaml());
            SearchProof proof = new SearchProof(cluster, "opensearch");
            proof.formed();
            proof.aLostMasterDoesNotStopWrites();
            cluster.apply(FOUNDED.yaml());
            proof.aRollingRestartLosesNothing();
            proof.aFullRestartIsTheSameCluster();
        }
    }
}
