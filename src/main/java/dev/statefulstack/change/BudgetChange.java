package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What disruption budgets let go after the change, which is the business of their own fields and of the number of
 * members. Source: pkg/controller/disruption/disruption.go getExpectedPodCount, updatePdbStatus.
 */
final class BudgetChange {
    private static final Rule BLOCKS = Rule.warning(
            "pdb-blocks-drains",
            "every eviction is refused, so no node with such a pod can be drained",
            "pkg/controller/disruption/disruption.go getExpectedPodCount");
    private static final Rule MAJORITY = Rule.error(
            "pdb-allows-loss-of-majority",
            "drains may stop so many members at once that the rest is no majority",
            "pkg/controller/disruption/disruption.go getExpectedPodCount");

    static final List<Rule> RULES = List.of(BLOCKS, MAJORITY);

    private BudgetChange() {}

    static void look(Versions versions, Verdicts verdicts) {
        Map<String, Neighbours> before = Neighbours.byNamespace(versions.before());
        Map<String, Neighbours> after = Neighbours.byNamespace(versions.after());
        for (Pair pair : versions.pairs()) {
            if (pair.kind().equals("PodDisruptionBudget") && pair.after() != null) {
                look(pair, budget(pair.before(), before), budget(pair.after(), after), verdicts);
            }
        }
    }

    private static @Nullable Budget budget(@Nullable Document document, Map<String, Neighbours> namespaces) {
        return document == null
                ? null
                : Budget.of(document, Objects.requireNonNull(namespaces.get(document.namespace())));
    }

    /** What stands in one namespace: a budget sees no further. */
    private record Neighbours(List<Document> documents, List<Workload> workloads) {
        static Map<String, Neighbours> byNamespace(List<Document> documents) {
            Map<String, List<Document>> parts = new HashMap<>();
            for (Document document : documents) {
                parts.computeIfAbsent(document.namespace(), namespace -> new ArrayList<>())
                        .add(document);
            }
            Map<String, Neighbours> neighbours = new HashMap<>();
            for (Map.Entry<String, List<Document>> part : parts.entrySet()) {
                neighbours.put(part.getKey(), new Neighbours(part.getValue(), Workload.in(part.getValue())));
            }
            return neighbours;
        }
    }

    private static void look(Pair pair, @Nullable Budget old, @Nullable Budget now, Verdicts verdicts) {
        if (now == null || now.equals(old)) {
            return;
        }
        boolean blockedBefore = old != null && old.isBlocking();
        if (now.isBlocking() && !blockedBefore) {
            verdicts.add(
                    Effect.AT_RISK,
                    BLOCKS,
                    pair.spot("spec"),
                    "of " + now.pods() + " pods " + now.healthy() + " have to be there, so none may go",
                    "# write maxUnavailable: 1, or leave the budget out for a single member");
        }
        boolean allowedBefore = old != null && old.allowsLoss();
        if (now.allowsLoss() && !allowedBefore) {
            verdicts.add(
                    Effect.AT_RISK,
                    MAJORITY,
                    pair.spot("spec"),
                    "of " + now.pods() + " members that vote only " + now.healthy() + " have to be there",
                    "# write maxUnavailable: 1");
        }
    }

    /** How many pods it is about, how many of them have to be healthy, and whether they vote. */
    private record Budget(int pods, int healthy, boolean vote) {
        static @Nullable Budget of(Document document, Neighbours neighbours) {
            Map<String, String> selector = Nodes.strings(document.root(), "spec", "selector", "matchLabels");
            List<Workload> workloads = new ArrayList<>();
            int pods = 0;
            for (Workload workload : neighbours.workloads()) {
                if (!workload.isWithoutSelector() && Workload.selects(selector, workload.podLabels())) {
                    workloads.add(workload);
                    pods += workload.replicas();
                }
            }
            if (pods == 0) {
                return null;
            }
            String most = Nodes.text(document.root(), "spec", "maxUnavailable");
            String least = Nodes.text(document.root(), "spec", "minAvailable");
            int healthy = pods;
            if (!most.isEmpty()) {
                healthy = Math.max(0, pods - Amount.of(most, pods, true));
            } else if (!least.isEmpty()) {
                healthy = Amount.of(least, pods, true);
            }
            boolean vote = workloads.size() == 1 && MemberList.isOf(workloads.get(0), neighbours.documents());
            return new Budget(pods, healthy, vote);
        }

        boolean isBlocking() {
            return healthy >= pods;
        }

        boolean allowsLoss() {
            return vote && healthy < pods / 2 + 1;
        }
    }
}
