package dev.statefulstack.check;

import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.tree.Node;
import java.util.List;

/** How updates of StatefulSets go. */
final class Rollout implements SharedCheck {
    private static final Rule HOLDS_ALL = Rule.warning(
            "update-partition-holds-all",
            "pods below the partition keep the old template, so no change reaches any pod",
            "pkg/controller/statefulset/stateful_set_utils.go newVersionedStatefulSetPod");
    private static final Rule IGNORED = Rule.warning(
            "max-unavailable-ignored",
            "the API server drops the field while MaxUnavailableStatefulSet is off, and pods are replaced one by one",
            "pkg/registry/apps/statefulset/strategy.go");
    private static final Rule BREAKS_QUORUM = Rule.error(
            "max-unavailable-breaks-quorum",
            "a rollout may stop so many voters at once that the rest is no majority",
            "pkg/controller/statefulset/stateful_set_control.go");
    private static final Rule ON_DELETE = Rule.error(
            "on-delete-with-rolling-update",
            "the API server refuses it",
            "pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec");

    /** The first version in which the field works by default, but for a few early releases of 1.35. */
    private static final KubernetesVersion MAX_UNAVAILABLE = new KubernetesVersion(37);

    private static final String PATH = "spec.updateStrategy.rollingUpdate.";

    @Override
    public List<Rule> rules() {
        return List.of(HOLDS_ALL, IGNORED, BREAKS_QUORUM, ON_DELETE);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload set : all.sets()) {
            Node rolling = Nodes.find(set.document().root(), "spec", "updateStrategy", "rollingUpdate");
            if (rolling == null) {
                continue;
            }
            if (Nodes.text(set.document().root(), "spec", "updateStrategy", "type")
                    .equals("OnDelete")) {
                set.document()
                        .report(
                                report,
                                ON_DELETE,
                                "spec.updateStrategy.rollingUpdate",
                                "the type is OnDelete",
                                "leave rollingUpdate out");
            }
            partition(set, Nodes.integer(rolling, 0, "partition"), report);
            Amount most = Amount.of(Nodes.find(rolling, "maxUnavailable"));
            if (most != null) {
                maxUnavailable(set, most, all, report);
            }
        }
    }

    private static void partition(Workload set, int partition, Report report) {
        if (set.replicas() > 0 && partition >= set.replicas()) {
            set.document()
                    .report(
                            report,
                            HOLDS_ALL,
                            PATH + "partition",
                            "the partition is " + partition + ", and there are " + set.replicas() + " pods",
                            "use 0, or a number below " + set.replicas());
        }
    }

    private static void maxUnavailable(Workload set, Amount most, Inventory all, Report report) {
        KubernetesVersion version = all.version();
        if (version != null && !version.isAtLeast(MAX_UNAVAILABLE) && most.down(set.replicas()) > 1) {
            set.document()
                    .report(
                            report,
                            IGNORED,
                            PATH + "maxUnavailable",
                            "Kubernetes " + version + " drops the field",
                            "leave it out, or switch the feature gate on");
        }
        Quorum.Voters voters = Quorum.votersOf(set);
        if (voters != null) {
            int tolerated = (voters.of(set) - 1) / 2;
            int stopped = most.down(set.replicas());
            if (voters.of(set) > 2 && stopped > tolerated) {
                set.document()
                        .report(
                                report,
                                BREAKS_QUORUM,
                                PATH + "maxUnavailable",
                                stopped + " of " + voters.of(set) + " voters may be stopped at once",
                                "use 1");
            }
        }
    }
}
