package dev.statefulstack.change;

import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Severity;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** What another version of the cluster does to manifests that stay as they are. */
final class ClusterUpgrade {
    private static final Rule VALIDATED = Rule.error(
            "cluster-upgrade-validates-templates",
            "from Kubernetes 1.34 on the pod template is checked when a set is created; the set lives on as it is, but"
                    + " can never be made anew",
            "pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForStatefulSet");
    private static final Rule STUCK = Rule.warning(
            "cluster-upgrade-parallel-stuck",
            "in 1.35.0 to 1.35.3 a pod of a set with Parallel that is broken blocks the update that would mend it",
            "kubernetes/kubernetes issue 137409");
    private static final Rule POD_INDEX = Rule.warning(
            "cluster-upgrade-pod-index",
            "pods that an older controller made are without the label until they are made again, and what reads it"
                    + " gets an empty text",
            "pkg/controller/statefulset/stateful_set_utils.go updateIdentity");
    private static final Rule DNS = Rule.info(
            "cluster-upgrade-dns-cache",
            "kubeadm's CoreDNS from 1.32 on caches no names of the cluster, so members that come and go show at once",
            "kubernetes/kubernetes pull request 128359");
    private static final Rule DEFAULTS = Rule.info(
            "cluster-upgrade-may-roll",
            "below 1.34 templates are compared with all defaults written out, so a control plane with a new default may"
                    + " replace pods by itself",
            "kubernetes/kubernetes feature StatefulSetSemanticRevisionComparison");

    static final List<Rule> RULES = List.of(VALIDATED, STUCK, POD_INDEX, DNS, DEFAULTS);

    private static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";

    /** The faults of a template that the server of 1.34 refuses. */
    private static final List<String> REFUSED = List.of(
            "volume-mount-undefined",
            "container-duplicate",
            "env-name-illegal",
            "port-name-illegal",
            "port-out-of-range",
            "quantity-illegal",
            "requests-over-limits");

    private final Versions versions;
    private final KubernetesVersion from;
    private final KubernetesVersion to;
    private final Verdicts verdicts;

    ClusterUpgrade(Versions versions, KubernetesVersion from, Verdicts verdicts) {
        this.versions = versions;
        this.from = from;
        this.to = versions.kubernetes();
        this.verdicts = verdicts;
    }

    void look() {
        List<SetPair> sets = versions.sets();
        if (sets.isEmpty() || from.equals(to)) {
            return;
        }
        if (passes(34)) {
            validated(sets);
        }
        for (SetPair set : sets) {
            if (to.minor() == 35 && from.minor() < 35 && Rollout.isParallel(set.after())) {
                verdicts.add(
                        Effect.IN_PLACE,
                        STUCK,
                        set.pair().spot("spec", "podManagementPolicy"),
                        "Parallel, on 1.35",
                        "# upgrade to 1.35.4 or later, or delete the broken pod by hand");
            }
            if (passes(28) && names(set.after().document().root())) {
                List<String> todo = new ArrayList<>();
                todo.add("# after the upgrade, once:");
                todo.add(Kubectl.in(set.after().document()) + " rollout restart statefulset/"
                        + set.after().name());
                verdicts.add(
                        Effect.AT_RISK,
                        POD_INDEX,
                        set.pair().spot("spec", "template"),
                        INDEX_LABEL + " is read here",
                        todo);
            }
        }
        if (passes(32)) {
            verdicts.add(Effect.IN_PLACE, DNS, sets.get(0).pair().spot(), from + " -> " + to);
        }
        if (from.compareTo(to) < 0 && to.minor() < 34) {
            verdicts.add(Effect.IN_PLACE, DEFAULTS, sets.get(0).pair().spot(), from + " -> " + to);
        }
    }

    private boolean passes(int minor) {
        return from.minor() < minor && to.minor() >= minor;
    }

    private void validated(List<SetPair> sets) {
        Report report = new Report();
        Checks.runAll(versions.after(), to, report);
        for (SetPair set : sets) {
            for (Finding finding : report.findings()) {
                if (finding.severity() == Severity.ERROR
                        && REFUSED.contains(finding.id())
                        && finding.path().startsWith(set.after().document() + " ")) {
                    verdicts.add(
                            Effect.AT_RISK,
                            VALIDATED,
                            set.pair().spot("spec", "template"),
                            finding.id() + ": " + finding.what(),
                            "# " + finding.fix());
                }
            }
        }
    }

    private static boolean names(Node node) {
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                if (entry.key().text().equals(INDEX_LABEL) || names(entry.value())) {
                    return true;
                }
            }
        } else if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                if (names(item)) {
                    return true;
                }
            }
        }
        return node instanceof ScalarNode scalar && scalar.text().contains(INDEX_LABEL);
    }
}
