package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.ArrayList;
import java.util.List;

/** Another number of members. */
final class ScaleChange {
    private static final Rule UP = Rule.info(
            "sts-more-members",
            "scaling goes before a rollout: new members come with the new template while the old ones still have the"
                    + " old one",
            "pkg/controller/statefulset/stateful_set_control.go updateStatefulSet");
    private static final Rule DOWN = Rule.warning(
            "sts-fewer-members",
            "Kubernetes stops the members with the highest ordinals, and asks no system to move data or votes first",
            "pkg/controller/statefulset/stateful_set_control.go processCondemned");
    private static final Rule VOTERS = Rule.warning(
            "sts-voters-changed",
            "a list names all members, as systems have it whose members vote: it changes with their number, and while"
                    + " pods roll, some know the old list and some the new one",
            "statefulstack");
    private static final Rule EVEN = Rule.warning(
            "sts-even-voters",
            "an even number of voters bears no more losses than one less, and can be split in halves",
            "statefulstack");

    static final List<Rule> RULES = List.of(UP, DOWN, VOTERS, EVEN);

    private ScaleChange() {}

    static void look(Subject subject, SetPair set, List<SystemRules> systems) {
        List<Difference> differences = subject.below("spec", "replicas");
        if (differences.isEmpty() || set.before().replicas() == set.after().replicas()) {
            return;
        }
        Difference difference = differences.get(0);
        for (SystemRules system : systems) {
            if (system.owns(set.after())) {
                ScaleContract contract = system.scaling(set, subject.versions());
                if (contract != null) {
                    report(subject, difference, set, contract);
                    return;
                }
            }
        }
        boolean vote = MemberList.isOf(set.before(), subject.versions().before())
                || MemberList.isOf(set.after(), subject.versions().after());
        report(subject, difference, set, vote ? voters(set) : contract(set));
        int now = set.after().replicas();
        if (vote && now > 0 && now % 2 == 0) {
            subject.verdicts()
                    .add(
                            Effect.AT_RISK,
                            EVEN,
                            difference.at(subject.pair()),
                            now + " voters bear the loss of " + (now - 1) / 2 + ", as " + (now - 1) + " do",
                            "# take " + (now - 1) + " or " + (now + 1));
        }
    }

    private static void report(Subject subject, Difference difference, SetPair set, ScaleContract contract) {
        List<String> todo = new ArrayList<>(contract.first());
        if (contract.possible()
                && !(contract.first().isEmpty() && contract.then().isEmpty())) {
            todo.add(Kubectl.apply(set.after().document()));
            todo.addAll(contract.then());
        }
        String text = difference.values() + "; " + pods(set);
        subject.verdicts()
                .add(
                        contract.effect(),
                        contract.rule(),
                        difference.at(subject.pair()),
                        contract.what().isEmpty() ? text : text + "\n" + contract.what(),
                        todo);
    }

    private static String pods(SetPair set) {
        boolean parallel = Rollout.isParallel(set.after());
        if (set.after().replicas() > set.before().replicas()) {
            return shown(set.addedPods()) + (parallel ? " start at once" : " start, one when the one before is ready");
        }
        return shown(set.removedPods())
                + (parallel ? " stop at once" : " stop, one after the other")
                + (isClaimDeleted(set) ? ", and their volumes are deleted with them" : "; their volumes stay");
    }

    private static boolean isClaimDeleted(SetPair set) {
        return Nodes.text(set.after().document().root(), "spec", "persistentVolumeClaimRetentionPolicy", "whenScaled")
                .equals("Delete");
    }

    private static String shown(List<String> pods) {
        return pods.size() <= 4 ? String.join(", ", pods) : pods.get(0) + " ... " + pods.get(pods.size() - 1);
    }

    /** For members of whom nothing is known but the manifests. */
    private static ScaleContract contract(SetPair set) {
        Workload before = set.before();
        Workload after = set.after();
        if (after.replicas() > before.replicas()) {
            return new ScaleContract(Effect.IN_PLACE, UP, "", List.of(), List.of());
        }
        return new ScaleContract(
                Effect.AT_RISK,
                DOWN,
                majority(before, after),
                List.of("# have the system move data and votes away from " + shown(set.removedPods()) + " first"),
                List.of(
                        "# once nobody misses them:",
                        "# kubectl delete pvc, one for each of these pods; else they come back with old data"));
    }

    private static ScaleContract voters(SetPair set) {
        String one = set.after().replicas() > set.before().replicas()
                ? "# tell the system of the new members first, one at a time, and let the list follow"
                : "# have the system forget " + shown(set.removedPods()) + " first, one at a time";
        return new ScaleContract(
                Effect.AT_RISK,
                VOTERS,
                majority(set.before(), set.after()),
                List.of(one, "# two steps: the number of members, and only when all are in, anything else"),
                List.of(Kubectl.rolled(set.after())));
    }

    private static String majority(Workload before, Workload after) {
        String kept = after.replicas() < before.replicas() && after.replicas() < before.replicas() / 2 + 1
                ? "; " + after.replicas() + " of " + before.replicas() + " are no majority, so votes stop at once"
                : "";
        return "if members vote: " + before.replicas() + " bear the loss of " + (before.replicas() - 1) / 2 + ", "
                + after.replicas() + " of " + Math.max(0, (after.replicas() - 1) / 2) + kept;
    }
}
