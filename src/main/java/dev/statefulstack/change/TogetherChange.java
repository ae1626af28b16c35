package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sets whose members belong together and roll at once, since each set knows only its own. */
final class TogetherChange {
    private static final Rule TOGETHER = Rule.warning(
            "sets-roll-together",
            "each set stops one pod at a time, and none waits for another, so as many members as there are sets are"
                    + " away at once; rollouts ask no budget",
            "pkg/controller/statefulset/stateful_pod_control.go DeleteStatefulPod");

    static final List<Rule> RULES = List.of(TOGETHER);

    private TogetherChange() {}

    static void look(Versions versions, List<SetPair> rolling, Verdicts verdicts) {
        TreeSet<String> told = new TreeSet<>();
        for (Document budget : versions.after()) {
            if (budget.kind().equals("PodDisruptionBudget")) {
                Map<String, String> selector = Nodes.strings(budget.root(), "spec", "selector", "matchLabels");
                List<SetPair> sets = new ArrayList<>();
                for (SetPair set : rolling) {
                    if (set.after().namespace().equals(budget.namespace())
                            && Workload.selects(selector, set.after().podLabels())) {
                        sets.add(set);
                    }
                }
                report(sets, "the budget " + budget.name() + " counts them together", told, verdicts);
            }
        }
        for (SetPair set : rolling) {
            List<SetPair> sets = new ArrayList<>();
            for (SetPair other : rolling) {
                if (other.after().namespace().equals(set.after().namespace())
                        && !set.after().serviceName().isEmpty()
                        && other.after().serviceName().equals(set.after().serviceName())) {
                    sets.add(other);
                }
            }
            report(sets, "they share the Service " + set.after().serviceName(), told, verdicts);
        }
    }

    private static void report(List<SetPair> sets, String why, Set<String> told, Verdicts verdicts) {
        List<String> names = new ArrayList<>();
        List<String> todo = new ArrayList<>();
        todo.add("# one set after the other, each from a file of its own:");
        for (SetPair set : sets) {
            names.add(set.after().name());
            todo.add(Kubectl.apply(set.after().document()));
            todo.add(Kubectl.rolled(set.after()));
        }
        if (names.size() > 1 && told.add(sets.get(0).after().namespace() + "/" + names)) {
            verdicts.add(
                    Effect.AT_RISK,
                    TOGETHER,
                    sets.get(0).pair().spot("spec", "template"),
                    String.join(", ", names) + " roll at once; " + why,
                    todo);
        }
    }
}
