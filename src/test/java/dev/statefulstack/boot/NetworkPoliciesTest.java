package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the boot tests hold against the connections that servers made. */
class NetworkPoliciesTest {
    private static final String YAML = StatefulStack.kafka("kafka")
            .namespace("production")
            .replicas(3)
            .dedicatedControllers(3)
            .yaml();

    private static boolean permits(String yaml, String from, String to, int port) {
        Manifests manifests = Manifests.read(yaml);
        StillCluster cluster = new StillCluster(manifests);
        Pod client = new Pod(
                cluster, "elsewhere", "client", Map.of("app", "shop"), new Field(Map.of()), "", List.of(), null);
        return NetworkPolicies.of(manifests)
                .permits(from.equals("client") ? client : cluster.pod(from), cluster.pod(to), port);
    }

    @Test
    void membersReachTheQuorumAndOthersOnlyWhatIsForThem() {
        assertThat(permits(YAML, "kafka-broker-100", "kafka-controller-0", 9093))
                .isTrue();
        assertThat(permits(YAML, "kafka-controller-1", "kafka-controller-0", 9093))
                .isTrue();
        assertThat(permits(YAML, "client", "kafka-broker-100", 9092)).isTrue();
        assertThat(permits(YAML, "client", "kafka-broker-100", 9091)).isFalse();
        assertThat(permits(YAML, "client", "kafka-controller-0", 9093)).isFalse();
    }

    @Test
    void aPortThatIsMissingIsForbidden() {
        String from = "    - protocol: TCP\n      port: 9093\n";
        assertThat(YAML).contains(from);
        assertThat(permits(
                        YAML.replace(from, from.replace("9093", "9094")),
                        "kafka-controller-1",
                        "kafka-controller-0",
                        9093))
                .isFalse();
    }

    private static String policy(String ingress) {
        return YAML + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: more
                  namespace: production
                spec:
                  podSelector:
                    matchExpressions:
                    - {key: app.kubernetes.io/component, operator: In, values: [controller]}
                  policyTypes: [Ingress]
                  ingress:
                """ + ingress.indent(2);
    }

    @Test
    void whatOnePolicyAllowsNoOtherForbids() {
        String all = policy("- {}");
        assertThat(permits(all, "client", "kafka-controller-0", 9093)).isTrue();
        assertThat(permits(all, "client", "kafka-broker-100", 9091)).isFalse();
    }

    @Test
    void namespacesPortsByNameAndRanges() {
        String namespace = policy("""
                - from:
                  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: elsewhere}}
                    podSelector: {matchLabels: {app: shop}}
                  ports:
                  - port: controller
                """);
        assertThat(permits(namespace, "client", "kafka-controller-0", 9093)).isTrue();
        assertThat(permits(namespace, "client", "kafka-controller-0", 9094)).isFalse();
        assertThat(permits(namespace.replace(": shop", ": other"), "client", "kafka-controller-0", 9093))
                .isFalse();
        assertThat(permits(namespace.replace(": elsewhere", ": other"), "client", "kafka-controller-0", 9093))
                .isFalse();
        assertThat(permits(policy("- ports:\n  - {port: 9000, endPort: 9099}"), "client", "kafka-controller-0", 9093))
                .isTrue();
        assertThat(permits(policy("- ports:\n  - {port: 9093, protocol: UDP}"), "client", "kafka-controller-0", 9093))
                .isFalse();
    }

    /** Lines as Linux shows them; addresses are written from the last byte to the first. */
    @Test
    void connectionsAreReadFromTheKernelsTables() {
        Connections connections = new Connections();
        connections.add(
                "10.244.0.2",
                List.of(
                        "   0: 00000000:2385 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1 0",
                        "   1: 0200F40A:2385 0300F40A:C001 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0",
                        "   2: 0000000000000000FFFF00000200F40A:C002 0000000000000000FFFF00000400F40A:2386 06 0 0 0",
                        // Nobody answered yet.
                        "   3: 0200F40A:C003 0500F40A:2387 02 00000000:00000000 00:00000000 00000000 0 0 1 1 0"));
        connections.add("10.244.0.4", List.of("   0: 00000000:2386 00000000:0000 0A 00000000:00000000 00:0 0 0 0 1"));
        // It listens no more, and its connections are still there.
        connections.add("10.244.0.2", List.of("   1: 0200F40A:2385 0600F40A:C009 06 00000000:00000000 00:0 0 0 0 1"));

        assertThat(connections.made())
                .containsExactlyInAnyOrder(
                        new Connection("10.244.0.3", "10.244.0.2", 9093),
                        new Connection("10.244.0.6", "10.244.0.2", 9093),
                        new Connection("10.244.0.2", "10.244.0.4", 9094));
    }
}
