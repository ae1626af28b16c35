package dev.statefulstack.resources;

import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.util.ArrayList;
import java.util.List;

/** The disruption budget and the network policy of each group. */
final class Guards {
    private final ResourceFactory factory;
    private final Plan plan;

    Guards(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    void addTo(List<HasMetadata> resources, Group group) {
        // A budget over a single member either blocks every drain for ever or protects nothing.
        if (plan.protection().budget() && group.identity().replicas() > 1) {
            resources.add(budget(group.identity()));
        }
        if (plan.protection().networkPolicy()) {
            resources.add(networkPolicy(group));
        }
    }

    private PodDisruptionBudget budget(Identity identity) {
        PodDisruptionBudgetSpec spec = new PodDisruptionBudgetSpec();
        spec.setMaxUnavailable(new IntOrString(1));
        spec.setSelector(factory.selector(identity.component()));
        PodDisruptionBudget budget = new PodDisruptionBudget();
        budget.setMetadata(factory.metadata(identity.group(), identity.component()));
        budget.setSpec(spec);
        return budget;
    }

    /**
     * Ingress only. A policy for egress would have to name the cluster's DNS, which no manifest knows, and a mistake
     * there takes the members' names away from them.
     */
    private NetworkPolicy networkPolicy(Group group) {
        Identity identity = group.identity();
        NetworkPolicySpec spec = new NetworkPolicySpec();
        spec.setPodSelector(factory.selector(identity.component()));
        spec.setPolicyTypes(new ArrayList<>(List.of("Ingress")));
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        if (!group.clientPorts().isEmpty()) {
            rules.add(rule(group.clientPorts()));
        }
        if (!group.peerPorts().isEmpty()) {
            NetworkPolicyIngressRule peers = rule(group.peerPorts());
            NetworkPolicyPeer stack = new NetworkPolicyPeer();
            stack.setPodSelector(factory.selector(null));
            peers.setFrom(new ArrayList<>(List.of(stack)));
            rules.add(peers);
        }
        spec.setIngress(rules);
        NetworkPolicy policy = new NetworkPolicy();
        policy.setMetadata(factory.metadata(identity.group(), identity.component()));
        policy.setSpec(spec);
        return policy;
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
