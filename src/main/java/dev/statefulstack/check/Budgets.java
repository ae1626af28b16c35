package dev.statefulstack.check;

import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PodDisruptionBudgets, against the pods that they count. */
final class Budgets implements SharedCheck {
    private static final Rule MISSING = Rule.info(
            "pdb-missing",
            "drains of several nodes at a time may take all members with them",
            "pkg/controller/disruption/disruption.go");
    private static final Rule BLOCKS = Rule.warning(
            "pdb-blocks-all-drains",
            "no pod may ever be evicted, so drains and upgrades of nodes wait for ever",
            "pkg/controller/disruption/disruption.go updatePdbStatus");
    private static final Rule QUORUM = Rule.error(
            "pdb-allows-quorum-loss",
            "drains may take so many voters at once that the rest is no majority",
            "pkg/controller/disruption/disruption.go updatePdbStatus");
    private static final Rule OVERLAP = Rule.error(
            "pdb-overlap",
            "a pod with two budgets cannot be evicted at all: the API server answers with error 500",
            "pkg/registry/core/pod/storage/eviction.go Create");
    private static final Rule NO_BOUND = Rule.error(
            "pdb-no-bound",
            "the API server takes it and then refuses every eviction",
            "pkg/controller/disruption/disruption.go getExpectedPodCount");
    private static final Rule NOTHING =
            Rule.warning("pdb-matches-nothing", "it protects nothing", "pkg/controller/disruption/disruption.go");
    private static final Rule POLICY = Rule.info(
            "pdb-unhealthy-policy-default",
            "members that never become ready then block drains; whether they may go is for the system to say",
            "pkg/registry/core/pod/storage/eviction.go");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, BLOCKS, QUORUM, OVERLAP, NO_BOUND, NOTHING, POLICY);
    }

    @Override
    public void look(Inventory all, Report report) {
        Map<Document, Inventory.Budget> owners = new HashMap<>();
        boolean legible = true;
        for (Inventory.Budget budget : all.budgets()) {
            if (budget.hasExpressions()) {
                legible = false;
                continue;
            }
            List<Workload> counted = counted(budget, all);
            look(budget, counted, all, report);
            for (Workload workload : counted) {
                Inventory.Budget other = owners.putIfAbsent(workload.document(), budget);
                if (other != null) {
                    budget.document()
                            .report(
                                    report,
                                    OVERLAP,
                                    "spec.selector",
                                    "it counts the pods of " + workload.document() + ", as " + other.document()
                                            + " does",
                                    "leave one budget for each pod");
                }
            }
        }
        for (Workload set : all.sets()) {
            if (legible && set.replicas() > 1 && !owners.containsKey(set.document())) {
                set.document()
                        .report(
                                report,
                                MISSING,
                                "spec.replicas",
                                "no PodDisruptionBudget counts the " + set.replicas() + " pods of " + set.name(),
                                "add one with maxUnavailable: 1");
            }
        }
    }

    private static List<Workload> counted(Inventory.Budget budget, Inventory all) {
        String namespace = budget.document().namespace();
        if (!budget.selector().isEmpty()) {
            return withoutTasks(all.pods().servedBy(namespace, budget.selector()));
        }
        if (Nodes.find(budget.root(), "spec", "selector") == null) {
            return List.of();
        }
        // An empty selector counts all pods of the namespace.
        List<Workload> here = new ArrayList<>();
        for (Workload workload : all.workloads()) {
            if (workload.namespace().equals(namespace)) {
                here.add(workload);
            }
        }
        return withoutTasks(here);
    }

    private static List<Workload> withoutTasks(List<Workload> workloads) {
        List<Workload> left = new ArrayList<>();
        for (Workload workload : workloads) {
            if (!workload.isWithoutSelector()) {
                left.add(workload);
            }
        }
        return left;
    }

    private static void look(Inventory.Budget budget, List<Workload> counted, Inventory all, Report report) {
        Document document = budget.document();
        Node least = Nodes.find(budget.root(), "spec", "minAvailable");
        Node most = Nodes.find(budget.root(), "spec", "maxUnavailable");
        if (least == null && most == null && Nodes.find(budget.root(), "spec", "selector") == null) {
            // A patch for another manifest.
            return;
        }
        if (least == null && most == null) {
            document.report(
                    report,
                    NO_BOUND,
                    "spec",
                    "neither minAvailable nor maxUnavailable is there",
                    "set maxUnavailable: 1");
            return;
        }
        // Built here it is left out on purpose: what is not ready for clients may still vote.
        if (document.isRead() && Nodes.find(budget.root(), "spec", "unhealthyPodEvictionPolicy") == null) {
            document.report(
                    report,
                    POLICY,
                    "spec",
                    "unhealthyPodEvictionPolicy is not set",
                    "set AlwaysAllow where losing a member that is not ready does no harm, else IfHealthyBudget");
        }
        if (counted.isEmpty()) {
            if (all.seesPodsOf(document.namespace())) {
                document.report(
                        report,
                        NOTHING,
                        "spec.selector",
                        "no pod here has the labels " + budget.selector(),
                        "use the labels of the pods that it is for");
            }
            return;
        }
        amounts(document, least, most, counted, report);
    }

    private static void amounts(
            Document document, @Nullable Node least, @Nullable Node most, List<Workload> counted, Report report) {
        int pods = 0;
        for (Workload workload : counted) {
            // An autoscaler may have the word about the number.
            if (workload.isDeployment() && Nodes.find(workload.document().root(), "spec", "replicas") == null) {
                return;
            }
            if (workload.document().kind().equals("DaemonSet")) {
                return;
            }
            pods += workload.replicas();
        }
        Amount amount = Amount.of(least == null ? most : least);
        if (amount == null || pods == 0) {
            return;
        }
        String path = least == null ? "spec.maxUnavailable" : "spec.minAvailable";
        int healthy = least == null ? Math.max(0, pods - amount.up(pods)) : amount.up(pods);
        if (healthy >= pods) {
            document.report(
                    report,
                    BLOCKS,
                    path,
                    healthy + " of " + pods + " pods have to be there all the time",
                    pods == 1 ? "leave the budget out: a single member cannot be kept" : "set maxUnavailable: 1");
        }
        Quorum.Voters voters = counted.size() == 1 ? Quorum.votersOf(counted.get(0)) : null;
        if (voters != null && pods > 2 && healthy < pods / 2 + 1) {
            document.report(
                    report,
                    QUORUM,
                    path,
                    (pods - healthy) + " of " + pods + " voters may be evicted together",
                    "set maxUnavailable: 1");
        }
    }
}
