package dev.statefulstack.resources;

import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Task;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The disruption budget and the network policy of each guard. */
final class Guards {
    private final ResourceFactory factory;
    private final Plan plan;

    Guards(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    void addTo(List<HasMetadata> resources, Guard guard) {
        // A budget over a single member either blocks every drain for ever or protects nothing.
        if (plan.protection().budgets() && plan.members(guard.role()) > 1) {
            resources.add(budget(guard));
        }
        if (plan.protection().networkPolicies()) {
            resources.add(networkPolicy(guard));
        }
    }

    private PodDisruptionBudget budget(Guard guard) {
        PodDisruptionBudgetSpec spec = new PodDisruptionBudgetSpec();
        spec.setMaxUnavailable(new IntOrString(guard.maxUnavailable()));
        spec.setSelector(factory.selector(guard.role()));
        PodDisruptionBudget budget = new PodDisruptionBudget();
        budget.setMetadata(factory.metadata(guard.name(), guard.role()));
        budget.setSpec(spec);
        return budget;
    }

    /**
     * Ingress only. A policy for egress would have to name the cluster's DNS, which no manifest knows, and a mistake
     * there takes the members' names away from them.
     */
    private NetworkPolicy networkPolicy(Guard guard) {
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(factory.selector(guard.role()));
        spec.setPolicyTypes(new ArrayList<>(List.of("Ingress")));
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        List<Port> open = Port.withRole(guard.ports(), Port.Role.CLIENT);
        if (!open.isEmpty()) {
            rules.add(rule(open));
        }
        List<Port> measured = Port.withRole(guard.ports(), Port.Role.METRICS);
        if (!measured.isEmpty()) {
            NetworkPolicyIngressRule scrapes = rule(measured);
            List<NetworkPolicyPeer> scrapers = new ArrayList<>();
            for (String namespace : guard.scrapers()) {
                scrapers.add(namespace(namespace));
            }
            scrapes.setFrom(scrapers);
            rules.add(scrapes);
        }
        List<Port> internal = Port.withRole(guard.ports(), Port.Role.PEER);
        if (!internal.isEmpty()) {
            NetworkPolicyIngressRule peers = rule(internal);
            peers.setFrom(new ArrayList<>(List.of(pods(factory.selector(Role.ALL)))));
            rules.add(peers);
        }
        for (Task task : plan.parts().tasks()) {
            List<Port> reached = new ArrayList<>(guard.ports());
            reached.retainAll(task.reaches());
            if (!reached.isEmpty()) {
                NetworkPolicyIngressRule tasks = rule(reached);
                tasks.setFrom(new ArrayList<>(List.of(pods(new LabelSelector(
                        new ArrayList<>(), new LinkedHashMap<>(plan.labels().selector(task)))))));
                rules.add(tasks);
            }
        }
        spec.setIngress(rules);
        NetworkPolicy policy = new NetworkPolicy();
        policy.setMetadata(factory.metadata(guard.name(), guard.role()));
        policy.setSpec(spec);
        return policy;
    }

    private static NetworkPolicyPeer pods(LabelSelector selector) {
        NetworkPolicyPeer peer = new NetworkPolicyPeer();
        peer.setPodSelector(selector);
        return peer;
    }

    /** The API server puts each namespace's name into this label. */
    private static NetworkPolicyPeer namespace(String name) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("kubernetes.io/metadata.name", name);
        NetworkPolicyPeer peer = new NetworkPolicyPeer();
        peer.setNamespaceSelector(new LabelSelector(new ArrayList<>(), labels));
        return peer;
    }

    private static NetworkPolicyIngressRule rule(List<Port> ports) {
        List<NetworkPolicyPort> policyPorts = new ArrayList<>();
        for (Port port : ports) {
            policyPorts.add(new NetworkPolicyPort(null, new IntOrString(port.number()), "TCP"));
        }
        NetworkPolicyIngressRule rule = new NetworkPolicyIngressRule();
        rule.setPorts(policyPorts);
        return rule;
    }
}
