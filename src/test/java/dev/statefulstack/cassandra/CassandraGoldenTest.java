package dev.statefulstack.cassandra;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class CassandraGoldenTest implements Golden.Cases {
    private static final CassandraStack PRODUCTION =
            StatefulStack.cassandra("cassandra").namespace("production");

    @Override
    public String system() {
        return "cassandra";
    }

    @Override
    public Map<String, CassandraStack> cases() {
        Map<String, CassandraStack> cases = new LinkedHashMap<>();
        cases.put("three-nodes", PRODUCTION.replicas(3));
        cases.put("two-nodes", PRODUCTION.replicas(2));
        cases.put(
                "one-for-development",
                StatefulStack.cassandra("cassandra")
                        .namespace("dev")
                        .replicas(1)
                        .memory("2Gi"));
        cases.put("grown-from-three-to-five", PRODUCTION.foundingReplicas(3).replicas(5));
        cases.put("cassandra-4.1", PRODUCTION.image("cassandra:4.1.11"));
        cases.put("bare", PRODUCTION.bare());
        cases.put(
                "three-racks",
                PRODUCTION.rack("r1", "zone-a").rack("r2", "zone-b").rack("r3", "zone-c"));
        cases.put(
                "two-data-centres",
                PRODUCTION
                        .replicas(6)
                        .dataCenter("dc1", dc -> dc.racks("r1", "r2", "r3"))
                        .dataCenter("dc2", dc -> dc.racks("r1", "r2", "r3")));
        cases.put("beside-another-cluster", besideAnotherCluster());
        cases.put("every-option", everyOption());
        return cases;
    }

    private static CassandraStack besideAnotherCluster() {
        return PRODUCTION
                .dataCenter("dc2")
                .externalSeeds("cassandra-0.cassandra-headless.production.svc.west.example.com", "10.20.0.7:7100")
                .config("auto_bootstrap", "false")
                .edit(NetworkPolicy.class, "cassandra", policy -> {
                    NetworkPolicyPeer west = new NetworkPolicyPeer();
                    west.setIpBlock(new IPBlock("10.20.0.0/16", List.of()));
                    policy.getSpec().getIngress().get(1).getFrom().add(west);
                });
    }

    private static CassandraStack everyOption() {
        return StatefulStack.cassandra("orders")
                .namespace("shop")
                .clusterDomain("k8s.example.com")
                .kubernetesVersion("1.30")
                .replicas(4)
                .foundingReplicas(3)
                .firstOrdinal(10)
                .image("registry.example.com/base/database:2026-11", CassandraImage.official("5.0.6"))
                .clusterName("Orders of the shop")
                .dataCenter("West_1")
                .numTokens(8)
                .storage("500Gi", "fast-ssd")
                .cpu("4", "8")
                .memory("64Gi")
                .heap("24Gi")
                .config("authenticator", "PasswordAuthenticator")
                .config("client_encryption_options.enabled", "false")
                .config("authorizer", "CassandraAuthorizer")
                .jvmOption("-Dcassandra.ring_delay_ms=60000")
                .env("TZ", "UTC")
                .env("CASSANDRA_BROADCAST_RPC_ADDRESS", "$(POD_IP)")
                .envFromSecret("LICENSE", "orders-license", "key")
                .envFromConfigMap("REGION", "site", "region")
                .label("team", "shop")
                .annotation("example.com/owner", "shop@example.com")
                .podAnnotation("example.com/scrape", "true")
                .serviceAccount("orders")
                .nodeSelector("disk", "nvme")
                .toleration("dedicated", "cassandra", Toleration.Effect.NO_SCHEDULE)
                .requireZoneSpread()
                .pullSecret("registry-credentials")
                .priorityClass("stateful");
    }
}
