package dev.statefulstack.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which connections to pods the manifests' policies let through.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Kubernetes: Network
 *     Policies</a>
 */
record NetworkPolicies(List<Field> policies) {
    static NetworkPolicies of(Manifests manifests) {
        for (Field policy : manifests.all("NetworkPolicy")) {
            if (policy.get("spec", "policyTypes").texts().contains("Egress")) {
                throw new IllegalStateException(
                        "a policy for what leaves pods is not played: " + Manifests.name(policy));
            }
        }
        return new NetworkPolicies(manifests.all("NetworkPolicy"));
    }

    /** Whether the one pod may connect to the other. What the node itself does, such as probes, is always let in. */
    boolean permits(Pod from, Pod to, int port) {
        List<Field> about = new ArrayList<>();
        for (Field policy : policies) {
            if (Manifests.namespace(policy).equals(to.namespace())
                    && selects(policy.get("spec", "podSelector"), to.labels())) {
                about.add(policy);
            }
        }
        return about.isEmpty()
                || about.stream()
                        .anyMatch(policy -> policy.get("spec", "ingress").items().stream()
                                .anyMatch(rule -> isFrom(rule, policy, from) && isTo(rule, to, port)));
    }

    private static boolean isFrom(Field rule, Field policy, Pod from) {
        List<Field> peers = rule.get("from").items();
        return peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, policy, from));
    }

    private static boolean isPeer(Field peer, Field policy, Pod from) {
        if (peer.get("ipBlock").present()) {
            throw new IllegalStateException("a block of addresses is not played: " + Manifests.name(policy));
        }
        boolean namespace = peer.get("namespaceSelector").present()
                ? selects(
                        peer.get("namespaceSelector"),
                        // The only label that every namespace has.
                        Map.of("kubernetes.io/metadata.name", from.namespace()))
                : from.namespace().equals(Manifests.namespace(policy));
        return namespace && (!peer.get("podSelector").present() || selects(peer.get("podSelector"), from.labels()));
    }

    private static boolean isTo(Field rule, Pod to, int port) {
        List<Field> ports = rule.get("ports").items();
        return ports.isEmpty() || ports.stream().anyMatch(candidate -> isPort(candidate, to, port));
    }

    private static boolean isPort(Field candidate, Pod to, int port) {
        if (!candidate.get("protocol").text("TCP").equals("TCP")) {
            return false;
        }
        if (!candidate.get("port").present()) {
            return true;
        }
        int first = to.port(candidate.get("port").text()).orElse(-1);
        return first <= port && port <= candidate.get("endPort").number(first);
    }

    /** An empty selector selects all. */
    private static boolean selects(Field selector, Map<String, String> labels) {
        for (Field expression : selector.get("matchExpressions").items()) {
            String value = labels.get(expression.get("key").text());
            List<String> values = expression.get("values").texts();
            boolean matches = switch (expression.get("operator").text()) {
                case "In" -> values.contains(value);
                case "NotIn" -> !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> throw new IllegalStateException(expression.toString());
            };
            if (!matches) {
                return false;
            }
        }
        return labels.entrySet()
                .containsAll(selector.get("matchLabels").textEntries().entrySet());
    }
}
