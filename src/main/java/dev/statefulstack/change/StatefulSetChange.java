package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * A StatefulSet: what may change, and what a change does. Source: pkg/apis/apps/validation/validation.go
 * ValidateStatefulSetUpdate, pkg/controller/statefulset.
 */
final class StatefulSetChange {
    private static final String SOURCE = "pkg/apis/apps/validation/validation.go ValidateStatefulSetUpdate";

    private static final Rule IMMUTABLE = Rule.unusable(
            "sts-immutable-field",
            "the API server refuses the whole update, and with it everything else that changes in the set",
            SOURCE);
    private static final Rule HISTORY = Rule.unusable(
            "sts-revision-history-limit",
            "below Kubernetes 1.33 the field cannot change, and the API server refuses the whole update",
            SOURCE);
    private static final Rule SELECTOR = Rule.unusable(
            "sts-selector-misses-template",
            "the selector cannot change, and the API server refuses a template whose labels it does not select",
            SOURCE);
    private static final Rule STRATEGY_KEPT = Rule.warning(
            "sts-rolling-update-kept",
            "client-side apply leaves the block rollingUpdate, which the server filled in, beside the type OnDelete,"
                    + " and the API server refuses both together",
            "k8s.io/api apps/v1 types.go: updateStrategy has no patch strategy; " + SOURCE);
    private static final Rule FALLS_BACK = Rule.warning(
            "sts-replicas-removed",
            "a client-side apply that owned the field takes it away, and the server fills in 1",
            "pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet");
    private static final Rule ORDINALS = Rule.error(
            "sts-ordinals-moved",
            "pods outside of the new range are deleted once the new ones are ready; these have other names and empty"
                    + " volumes",
            "pkg/controller/statefulset/stateful_set_control.go updateStatefulSet");
    private static final Rule WHEN_SCALED = Rule.warning(
            "sts-claims-deleted-when-scaled",
            "scaling from 3 to 2 and back gives member 2 an empty volume",
            "pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod");
    private static final Rule WHEN_DELETED = Rule.warning(
            "sts-claims-deleted-with-set",
            "deleting the set deletes all its volumes",
            "pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod");
    private static final Rule MAX_UNAVAILABLE = Rule.warning(
            "sts-max-unavailable-dropped",
            "the API server drops the field where the feature is off: up to 1.34, and from 1.35.4 to 1.36",
            "kubernetes/kubernetes pull requests 137904, 137926, 139466");
    private static final Rule MAX_UNAVAILABLE_MAJORITY = Rule.error(
            "sts-max-unavailable-over-majority",
            "a rollout stops so many members at once that the rest is no majority",
            "pkg/controller/statefulset/stateful_set_control.go updateStatefulSet");
    private static final Rule PARTITION = Rule.info(
            "sts-partition-raised",
            "pods below it stay as they are, but one that is created again comes back with the old template",
            "pkg/controller/statefulset/stateful_set_utils.go newVersionedStatefulSetPod");
    private static final Rule ROLLS_HELD = Rule.info(
            "sts-rolls-held-pods",
            "pods that are not at the latest template, and were held back until now, are replaced",
            "pkg/controller/statefulset/stateful_set_control.go updateStatefulSet");

    static final List<Rule> RULES = List.of(
            IMMUTABLE,
            HISTORY,
            SELECTOR,
            STRATEGY_KEPT,
            FALLS_BACK,
            ORDINALS,
            WHEN_SCALED,
            WHEN_DELETED,
            MAX_UNAVAILABLE,
            MAX_UNAVAILABLE_MAJORITY,
            PARTITION,
            ROLLS_HELD);

    private static final KubernetesVersion HISTORY_MUTABLE = new KubernetesVersion(33);

    /** In 1.35 the feature was on up to the third patch only, so nothing can rely on it there. */
    private static final KubernetesVersion MAX_UNAVAILABLE_ON = new KubernetesVersion(37);

    private final Subject subject;
    private final Workload before;
    private final Workload after;
    private final Verdicts verdicts;

    StatefulSetChange(Subject subject, SetPair set) {
        this.subject = subject;
        before = set.before();
        after = set.after();
        verdicts = subject.verdicts();
    }

    void look() {
        immutable();
        for (Difference difference : subject.below("spec")) {
            switch (difference.behind(1)) {
                case "revisionHistoryLimit" -> history(difference);
                case "updateStrategy" -> strategy(difference);
                case "persistentVolumeClaimRetentionPolicy" -> retention(difference);
                case "ordinals" -> ordinals(difference);
                case "minReadySeconds" -> subject.inPlace(difference, "");
                case "replicas",
                        "template",
                        "selector",
                        "serviceName",
                        "podManagementPolicy",
                        "volumeClaimTemplates" -> {
                    // Seen below, or by those who look at templates and at numbers of members.
                }
                default ->
                    verdicts.add(
                            Effect.REJECTED,
                            IMMUTABLE,
                            difference.at(subject.pair()),
                            difference.values() + ": no field that may change, or none that a StatefulSet has");
            }
        }
        if (Nodes.find(after.document().root(), "spec", "replicas") == null
                && Nodes.find(before.document().root(), "spec", "replicas") != null) {
            fallsBack();
        }
        labels();
    }

    private void immutable() {
        List<Difference> rejected = new ArrayList<>();
        for (String field : List.of("serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates")) {
            rejected.addAll(subject.below("spec", field));
        }
        boolean first = true;
        for (Difference difference : rejected) {
            verdicts.add(
                    Effect.REJECTED,
                    IMMUTABLE,
                    difference.at(subject.pair()),
                    difference.values(),
                    first
                            ? new Recreation(before, after, subject).commands()
                            : List.of("# by the commands above, which change all of it at once"));
            first = false;
        }
    }

    private void labels() {
        if (!subject.below("spec", "template", "metadata", "labels").isEmpty()
                && subject.below("spec", "selector").isEmpty()
                && !after.hasSelectorExpressions()
                && !Workload.selects(after.selector(), after.podLabels())) {
            verdicts.add(
                    Effect.REJECTED,
                    SELECTOR,
                    subject.pair().spot("spec", "template", "metadata", "labels"),
                    "the selector wants " + after.selector() + ", and the new pods have " + after.podLabels(),
                    "# keep the labels that the selector names, and add others beside them");
        }
    }

    private void history(Difference difference) {
        if (subject.kubernetes().isAtLeast(HISTORY_MUTABLE)) {
            subject.inPlace(difference, "");
        } else {
            verdicts.add(
                    Effect.REJECTED,
                    HISTORY,
                    difference.at(subject.pair()),
                    difference.values() + " on Kubernetes " + subject.kubernetes(),
                    "# keep the old value until the cluster is at " + HISTORY_MUTABLE);
        }
    }

    // ---- how pods are updated

    private void strategy(Difference difference) {
        switch (difference.path(2)) {
            case "type" -> type(difference);
            case "rollingUpdate.partition" -> partition(difference);
            case "rollingUpdate.maxUnavailable" -> maxUnavailable(difference);
            default -> {
                if (!difference.startsWith("spec", "updateStrategy", "rollingUpdate") || isKeptRollingUpdate()) {
                    subject.inPlace(difference, "");
                }
            }
        }
    }

    private boolean isKeptRollingUpdate() {
        return !Rollout.isOnDelete(before) && !Rollout.isOnDelete(after);
    }

    private void type(Difference difference) {
        if (!Rollout.isOnDelete(after)) {
            Rollout rollout = Rollout.of(before, after, subject.kubernetes());
            if (subject.below("spec", "template").isEmpty()) {
                verdicts.add(new Verdict(
                        Effect.ROLLS,
                        ROLLS_HELD,
                        difference.at(subject.pair()),
                        difference.values() + "; those that are not at the latest template: " + rollout.text(),
                        List.of(
                                "# which those are: the label controller-revision-hash that differs",
                                Kubectl.in(after.document()) + " get pods -L controller-revision-hash"),
                        rollout.pods().size()));
            } else {
                subject.inPlace(difference, "");
            }
            return;
        }
        boolean filledIn = Nodes.find(before.document().root(), "spec", "updateStrategy", "type") == null;
        boolean cleared = Nodes.find(after.document().root(), "spec", "updateStrategy", "rollingUpdate") != null;
        if (filledIn && !cleared) {
            verdicts.add(
                    Effect.REJECTED,
                    STRATEGY_KEPT,
                    difference.at(subject.pair()),
                    difference.values() + ": refused by a client-side apply",
                    "# write rollingUpdate: null beside the type, or let the server merge:",
                    Kubectl.apply(after.document()) + " --server-side");
        } else {
            subject.inPlace(difference, "pods change only when somebody deletes them");
        }
    }

    private void partition(Difference difference) {
        int old = Nodes.integer(before.document().root(), 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        int now = Nodes.integer(after.document().root(), 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        if (now > old) {
            verdicts.add(
                    Effect.NOTHING,
                    PARTITION,
                    difference.at(subject.pair()),
                    difference.values() + ": no pod changes now");
        } else if (subject.below("spec", "template").isEmpty()) {
            Rollout all = Rollout.of(before, after, subject.kubernetes());
            List<String> pods = new ArrayList<>(all.pods());
            pods.removeIf(pod -> ordinal(pod) >= after.firstOrdinal() + old);
            Rollout released = new Rollout(after, pods, subject.kubernetes());
            verdicts.add(new Verdict(
                    Effect.ROLLS,
                    ROLLS_HELD,
                    difference.at(subject.pair()),
                    difference.values() + "; those that are not at the latest template: " + released.text(),
                    List.of(Kubectl.rolled(after)),
                    pods.size()));
        } else {
            subject.inPlace(difference, "more pods take the new template");
        }
    }

    private static int ordinal(String pod) {
        return Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1));
    }

    private void maxUnavailable(Difference difference) {
        if (!subject.kubernetes().isAtLeast(MAX_UNAVAILABLE_ON)) {
            verdicts.add(
                    Effect.IGNORED,
                    MAX_UNAVAILABLE,
                    difference.at(subject.pair()),
                    difference.values() + " on Kubernetes " + subject.kubernetes() + ": still one pod at a time",
                    "# take the field away; it would begin to act with an upgrade of the cluster");
            return;
        }
        int most = (after.replicas() - 1) / 2;
        int wanted = Math.max(
                1,
                Amount.of(
                        Nodes.text(
                                after.document().root(), "spec", "updateStrategy", "rollingUpdate", "maxUnavailable"),
                        after.replicas(),
                        false));
        if (wanted > most && MemberList.isOf(after, subject.versions().after())) {
            verdicts.add(
                    Effect.AT_RISK,
                    MAX_UNAVAILABLE_MAJORITY,
                    difference.at(subject.pair()),
                    difference.values() + ": " + after.replicas() + " members that vote bear the loss of " + most,
                    "# take the field away, or set it to " + Math.max(1, most) + " at most");
        } else {
            subject.inPlace(difference, "from the next rollout on");
        }
    }

    // ---- members and their volumes

    private void retention(Difference difference) {
        String value = difference.after() == null ? "" : Values.show(difference.after());
        boolean scaled = difference.behind(2).equals("whenScaled");
        if (value.equals("Delete")) {
            verdicts.add(
                    Effect.AT_RISK,
                    scaled ? WHEN_SCALED : WHEN_DELETED,
                    difference.at(subject.pair()),
                    difference.values() + "; it acts at once, on the claims that are there",
                    "# keep Retain, and delete the claims of a member by hand once its data is elsewhere");
        } else {
            subject.inPlace(difference, "it acts at once, on the claims that are there");
        }
    }

    private void ordinals(Difference difference) {
        SetPair set = new SetPair(subject.pair(), before, after);
        verdicts.add(
                Effect.AT_RISK,
                ORDINALS,
                difference.at(subject.pair()),
                difference.values() + ": " + String.join(", ", set.addedPods()) + " are new, "
                        + String.join(", ", set.removedPods()) + " go; "
                        + set.keptPods() + " of " + before.replicas() + " members stay",
                "# raise replicas first, move data and votes to the new members, then raise the first ordinal by one",
                "# member at a time; every list that names members has to follow");
    }

    private void fallsBack() {
        verdicts.add(
                Effect.AT_RISK,
                FALLS_BACK,
                subject.pair().spot("spec", "replicas"),
                "the field is gone: " + before.replicas() + " members become 1",
                "# keep the field; to hand it to an autoscaler, take it out of what kubectl remembers first:",
                Kubectl.in(after.document()) + " apply edit-last-applied statefulset/" + after.name());
    }
}
