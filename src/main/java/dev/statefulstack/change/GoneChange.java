package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Objects that are in one version only, among them sets that only changed their name. */
final class GoneChange {
    private static final Rule RENAMED = Rule.error(
            "sts-renamed",
            "to Kubernetes it is another set: new pods with new names and empty volumes, while the old one goes on",
            "pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName");
    private static final Rule SET_LEFT = Rule.warning(
            "sts-left",
            "kubectl apply never deletes, so its pods go on, and so do its claims after it is deleted",
            "Kubernetes documentation: declarative management of objects");
    private static final Rule VOLUMES_LOST = Rule.error(
            "volumes-deleted-when-pruned",
            "whoever prunes, as Helm, Argo CD and kubectl apply --prune do, deletes the data with the object",
            "pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod");
    private static final Rule TOO_LONG = Rule.error(
            "sts-name-too-long",
            "a label of every pod holds the set's name, a dash and up to ten characters, and ends at 63; pods fail with"
                    + " FailedCreate events, perhaps at a later change only",
            "pkg/controller/history ControllerRevisionName; kubernetes issue 64023");

    static final List<Rule> RULES = List.of(RENAMED, SET_LEFT, VOLUMES_LOST, TOO_LONG);

    private final Versions versions;
    private final Verdicts verdicts;

    GoneChange(Versions versions, Verdicts verdicts) {
        this.versions = versions;
        this.verdicts = verdicts;
    }

    void look() {
        for (Pair pair : versions.pairs()) {
            if (pair.after() == null && pair.before() != null) {
                gone(pair, pair.before());
            } else if (pair.before() == null && pair.after() != null) {
                created(pair, pair.after());
            }
        }
    }

    private void created(Pair pair, Document document) {
        verdicts.add(Effect.CREATED, CommonRules.CREATED, pair.spot(), "new");
        if (document.kind().equals("StatefulSet") && document.name().length() > Names.STATEFUL_SET) {
            verdicts.add(
                    Effect.REJECTED,
                    TOO_LONG,
                    pair.spot("metadata", "name"),
                    "the name has " + document.name().length() + " characters, and " + Names.STATEFUL_SET
                            + " are safe: the API server takes the set and refuses its pods",
                    "# choose a shorter name");
        }
    }

    private void gone(Pair pair, Document document) {
        String delete =
                Kubectl.in(document) + " delete " + document.kind().toLowerCase(Locale.ROOT) + " " + document.name();
        if (!document.kind().equals("StatefulSet")) {
            verdicts.add(
                    Effect.LEFT_BEHIND,
                    CommonRules.GONE,
                    pair.spot(),
                    "in no manifest any more; it stays in the cluster",
                    delete);
            if (document.kind().equals("PersistentVolumeClaim")
                    || document.kind().equals("Namespace")) {
                verdicts.add(
                        Effect.AT_RISK,
                        VOLUMES_LOST,
                        pair.spot(),
                        "the " + document.kind() + " is in no manifest any more",
                        "# keep it in the manifests, or mark it for the tool that prunes");
            }
            return;
        }
        Workload set = new Workload(document);
        Workload heir = heir(set);
        if (heir != null) {
            renamed(pair, set, heir);
        }
        verdicts.add(
                Effect.LEFT_BEHIND,
                SET_LEFT,
                pair.spot(),
                "in no manifest any more; its " + set.replicas() + " pods go on"
                        + (claims(set).isEmpty() ? "" : ", and its claims stay after it: " + claims(set)),
                "# once nothing needs its members:",
                Kubectl.in(document) + " scale statefulset " + set.name() + " --replicas=0",
                delete);
        if (Nodes.text(document.root(), "spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted")
                .equals("Delete")) {
            verdicts.add(
                    Effect.AT_RISK,
                    VOLUMES_LOST,
                    pair.spot("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"),
                    "whenDeleted: Delete, so the set takes " + claims(set) + " with it",
                    Kubectl.in(document) + " patch statefulset " + set.name()
                            + " -p '{\"spec\":{\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\"Retain\"}}}'");
        }
    }

    private void renamed(Pair pair, Workload set, Workload heir) {
        Pair both = versions.pairOf(heir.document());
        verdicts.add(
                Effect.AT_RISK,
                RENAMED,
                new Spot(
                        both,
                        "metadata",
                        pair.spot("metadata").before(),
                        both.spot("metadata").after()),
                set.document() + " seems to go on as " + heir.document()
                        + (claims(set).isEmpty()
                                ? ""
                                : ", whose members find " + claims(heir) + " empty; the data is in " + claims(set)),
                "# keep name and namespace; else, for each member: stop it, make a PersistentVolume Retain, and bind the",
                "# new claim to it before the new set is applied; or restore a backup");
    }

    /** The only new set with the same containers, images and claims, where this is the only set that it could be. */
    private @Nullable Workload heir(Workload set) {
        List<Workload> heirs = new ArrayList<>();
        List<Workload> rivals = new ArrayList<>();
        for (Pair pair : versions.pairs()) {
            if (pair.kind().equals("StatefulSet") && !pair.isKept()) {
                Workload other = new Workload(pair.document());
                if (traits(other).equals(traits(set))) {
                    (pair.after() == null ? rivals : heirs).add(other);
                }
            }
        }
        return heirs.size() == 1 && rivals.size() == 1 ? heirs.get(0) : null;
    }

    private static List<String> traits(Workload set) {
        List<String> traits = new ArrayList<>();
        for (MapNode container : set.containers()) {
            ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
            traits.add(Nodes.text(container, "name") + "=" + (image == null ? "" : image.lastSegment()));
        }
        for (Map.Entry<String, MapNode> claim : Recreation.claims(set).entrySet()) {
            traits.add(claim.getKey());
        }
        return traits;
    }

    private static String claims(Workload set) {
        StringJoiner claims = new StringJoiner(", ");
        for (String claim : Recreation.claims(set).keySet()) {
            List<String> pods = Kubectl.pods(set);
            if (!pods.isEmpty()) {
                claims.add(claim + "-" + pods.get(pods.size() - 1)
                        + (pods.size() > 1 ? " to " + claim + "-" + pods.get(0) : ""));
            }
        }
        return claims.toString();
    }
}
