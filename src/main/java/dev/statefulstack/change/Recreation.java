package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.tree.MapNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Changes what cannot change: the set is deleted without its pods and made anew, and the new one adopts them by name and
 * selector. Claim templates are no part of a revision, so pods whose template is the same are not even restarted.
 * Source: pkg/controller/statefulset/stateful_set.go getPodsForStatefulSet, adoptOrphanRevisions.
 */
final class Recreation {
    private final Workload before;
    private final Workload after;
    private final Subject subject;
    private final List<String> commands = new ArrayList<>();

    Recreation(Workload before, Workload after, Subject subject) {
        this.before = before;
        this.after = after;
        this.subject = subject;
    }

    List<String> commands() {
        String kubectl = Kubectl.in(before.document());
        retention(kubectl);
        grow(kubectl);
        relabel(kubectl);
        commands.add(
                "# pods and volumes stay; until the set is back nothing replaces a lost pod, and evictions are refused");
        commands.add(Kubectl.deleteSet(before));
        commands.add(Kubectl.apply(after.document()));
        boolean service = !subject.below("spec", "serviceName").isEmpty();
        List<String> added = addedClaims();
        boolean rolls = !subject.below("spec", "template").isEmpty();
        if (!added.isEmpty()) {
            addClaims(added);
        } else if (rolls) {
            commands.add("# the template differs too, so the pods roll now");
            commands.add(Kubectl.rolled(after));
        } else if (service) {
            commands.add("# running pods keep their names under " + before.serviceName()
                    + " until they are replaced; both Services have to be there");
            replace(Kubectl.pods(after));
        } else {
            commands.add("# the template is the same, so no pod restarts");
            commands.add(Kubectl.rolled(after));
        }
        if (service) {
            commands.add("# keep the Service " + before.serviceName() + " until no list names a pod under it any more");
        }
        return commands;
    }

    private void retention(String kubectl) {
        String path = "persistentVolumeClaimRetentionPolicy";
        boolean retained = !Nodes.text(before.document().root(), "spec", path, "whenDeleted")
                .equals("Delete");
        if (!retained) {
            commands.add("# first, so that no volume goes with the set");
            commands.add(kubectl + " patch statefulset " + before.name() + " -p '{\"spec\":{\"" + path
                    + "\":{\"whenDeleted\":\"Retain\"}}}'");
        }
    }

    /** Existing claims are never resized by a set, so they have to grow first. */
    private void grow(String kubectl) {
        Map<String, MapNode> old = claims(before);
        for (Map.Entry<String, MapNode> claim : claims(after).entrySet()) {
            MapNode known = old.get(claim.getKey());
            String size = size(claim.getValue());
            if (known == null || size.equals(size(known))) {
                continue;
            }
            BigDecimal wanted = Quantities.parse(size);
            BigDecimal is = Quantities.parse(size(known));
            if (wanted == null || is == null || wanted.compareTo(is) == 0) {
                continue;
            }
            if (wanted.compareTo(is) < 0) {
                commands.add("# no volume shrinks: the claims that are there stay at " + size(known));
                continue;
            }
            commands.add("# the volumes first; their storage class needs allowVolumeExpansion: true");
            for (String pod : Kubectl.pods(before)) {
                commands.add(kubectl + " patch pvc " + claim.getKey() + "-" + pod
                        + " -p '{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"" + size + "\"}}}}'");
            }
            for (String pod : Kubectl.pods(before)) {
                commands.add(kubectl + " wait pvc/" + claim.getKey() + "-" + pod
                        + " --for=jsonpath='{.status.capacity.storage}'=" + size + " --timeout=15m");
            }
        }
    }

    private static String size(MapNode claim) {
        return Nodes.text(claim, "spec", "resources", "requests", "storage");
    }

    /** A new selector adopts only pods that have its labels, and old pods keep theirs. */
    private void relabel(String kubectl) {
        Map<String, String> missing = new TreeMap<>(after.selector());
        missing.entrySet().removeAll(before.podLabels().entrySet());
        if (subject.below("spec", "selector").isEmpty() || missing.isEmpty()) {
            return;
        }
        StringJoiner labels = new StringJoiner(" ");
        for (Map.Entry<String, String> label : missing.entrySet()) {
            labels.add(Kubectl.word(label.getKey() + "=" + label.getValue()));
        }
        commands.add("# the new selector has to find the old pods");
        commands.add(kubectl + " label --overwrite pod " + String.join(" ", Kubectl.pods(before)) + " " + labels);
    }

    private List<String> addedClaims() {
        List<String> added = new ArrayList<>(claims(after).keySet());
        added.removeAll(claims(before).keySet());
        return added;
    }

    /**
     * The controller looks at pods from the lowest ordinal on and stops at the first whose volumes differ from the claims
     * (events FailedUpdate), so neither a rollout nor a pod behind it goes on before that one is replaced. Tried on 1.34.1.
     */
    private void addClaims(List<String> added) {
        commands.add("# nothing rolls by itself: running pods have no volume for the claim " + String.join(", ", added)
                + "; the lowest ordinal first");
        List<String> pods = new ArrayList<>(Kubectl.pods(after));
        Collections.reverse(pods);
        replace(pods);
    }

    private void replace(List<String> pods) {
        for (String pod : pods) {
            if (Kubectl.pods(before).contains(pod)) {
                commands.addAll(Kubectl.replace(after, pod));
            }
        }
    }

    static Map<String, MapNode> claims(Workload set) {
        Map<String, MapNode> claims = new LinkedHashMap<>();
        for (MapNode claim : set.claimTemplates()) {
            claims.put(Nodes.text(claim, "metadata", "name"), claim);
        }
        return claims;
    }
}
