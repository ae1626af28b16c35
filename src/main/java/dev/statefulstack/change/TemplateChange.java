package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.ArrayList;
import java.util.List;

/** A StatefulSet's pod template: any difference replaces pods, one at a time. */
final class TemplateChange {
    private static final Rule ROLLS = Rule.info(
            "sts-rolls",
            "pods are made from one text, and another text means other pods; budgets are not asked, so no drain should"
                    + " go on meanwhile",
            "pkg/controller/statefulset/stateful_set_utils.go getPatch; pkg/controller/history EqualRevision");
    private static final Rule ON_DELETE = Rule.info(
            "sts-on-delete",
            "with the strategy OnDelete a pod takes the new template when somebody deletes it",
            "pkg/controller/statefulset/stateful_set_control.go updateStatefulSet");

    static final List<Rule> RULES = List.of(ROLLS, ON_DELETE);

    /** More would hide the verdicts that matter. */
    private static final int SHOWN = 12;

    private TemplateChange() {}

    static void look(Subject subject, SetPair set) {
        List<Difference> differences = subject.below("spec", "template");
        if (differences.isEmpty()) {
            return;
        }
        Workload after = set.after();
        Rollout rollout = Rollout.of(set.before(), after, subject.kubernetes());
        Spot spot = spot(subject, differences);
        if (Rollout.isOnDelete(after)) {
            List<String> todo = new ArrayList<>();
            for (String pod : rollout.pods()) {
                todo.add(Kubectl.in(after.document()) + " delete pod " + pod);
                todo.add("# wait until it is ready");
            }
            subject.verdicts().add(Effect.IN_PLACE, ON_DELETE, spot, fields(differences), todo);
            return;
        }
        List<String> todo = new ArrayList<>();
        todo.add(Kubectl.rolled(after));
        if (rollout.isOrdered() && rollout.pods().size() > 1) {
            todo.add(
                    "# a new pod that never becomes ready stops everything, and the old template alone does not help:");
            todo.add("# apply the old template again, and delete the pod that hangs, which at first is this one:");
            todo.add(Kubectl.in(after.document()) + " delete pod "
                    + rollout.pods().get(0));
        }
        subject.verdicts()
                .add(new Verdict(
                        rollout.pods().isEmpty() ? Effect.IN_PLACE : Effect.ROLLS,
                        ROLLS,
                        spot,
                        rollout.pods().isEmpty()
                                ? fields(differences)
                                        + "\nno old pod stays that is above the partition, so none is replaced for it"
                                : fields(differences) + "\n" + rollout.text(),
                        todo,
                        rollout.pods().size()));
    }

    /** The place of the first field that differs stands for all of them. */
    static Spot spot(Subject subject, List<Difference> differences) {
        Spot first = differences.get(0).at(subject.pair());
        return new Spot(subject.pair(), "spec.template", first.before(), first.after());
    }

    /** One line for each field. */
    static String fields(List<Difference> differences) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (Difference difference : differences) {
            if (shown == SHOWN) {
                text.append("\n... and ").append(differences.size() - SHOWN).append(" more");
                break;
            }
            text.append(shown++ == 0 ? "" : "\n")
                    .append(name(difference))
                    .append(": ")
                    .append(difference.values());
        }
        return text.toString();
    }

    private static String name(Difference difference) {
        int from = difference.startsWith("spec", "template", "spec") ? 3 : 2;
        return difference.path(from);
    }
}
