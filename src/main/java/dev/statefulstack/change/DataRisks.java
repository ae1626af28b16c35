package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Version;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What in a set's template decides whether members find their data again. */
final class DataRisks {
    private static final Rule USER = Rule.warning(
            "pod-user-changed",
            "files keep their old owner, so the process may not read them; or every file is rewritten at the mount,"
                    + " which takes long on a full volume",
            "k8s.io/api core/v1 types.go PodSecurityContext fsGroup, fsGroupChangePolicy");
    private static final Rule PATH = Rule.error(
            "data-path-changed",
            "members start on an empty directory: they copy everything again, or found a second cluster",
            "statefulstack");
    private static final Rule OLDER = Rule.warning(
            "image-goes-back",
            "what a newer version has written, an older one may not read; few systems promise it",
            "statefulstack");
    private static final Rule CLAIM_NAME = Rule.error(
            "claim-names-changed",
            "volumes are found by the name of their claim, so members get new, empty ones; the old ones are left",
            "pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName");

    static final List<Rule> RULES = List.of(USER, PATH, OLDER, CLAIM_NAME);

    private static final String SEPARATORS = " \t\n,;=\"':";

    private final Subject subject;
    private final SetPair set;
    private final boolean judged;

    DataRisks(Subject subject, SetPair set, boolean judged) {
        this.subject = subject;
        this.set = set;
        this.judged = judged;
    }

    void look() {
        claims();
        for (Difference difference : subject.below("spec", "template", "spec")) {
            String last = difference.path().get(difference.path().size() - 1);
            boolean context = difference.path().contains("securityContext");
            if (context && List.of("fsGroup", "runAsUser", "runAsGroup").contains(last)) {
                subject.verdicts()
                        .add(
                                Effect.AT_RISK,
                                USER,
                                difference.at(subject.pair()),
                                difference.values(),
                                "# try it on one pod: set spec.updateStrategy.rollingUpdate.partition to "
                                        + (set.after().replicas() - 1)
                                        + ", apply, look at its log, then set it to 0");
            }
        }
        for (MapNode container : set.after().containers()) {
            MapNode old = container(set.before(), Nodes.text(container, "name"));
            if (old != null) {
                mounts(old, container);
                paths(old, container);
                image(old, container);
            }
        }
    }

    static @Nullable MapNode container(Workload set, String name) {
        for (MapNode container : set.containers()) {
            if (Nodes.text(container, "name").equals(name)) {
                return container;
            }
        }
        return null;
    }

    private void claims() {
        List<String> gone = new ArrayList<>(Recreation.claims(set.before()).keySet());
        gone.removeAll(Recreation.claims(set.after()).keySet());
        if (gone.isEmpty()) {
            return;
        }
        List<String> volumes = new ArrayList<>();
        for (String claim : gone) {
            for (String pod : Kubectl.pods(set.before())) {
                volumes.add(claim + "-" + pod);
            }
        }
        subject.verdicts()
                .add(
                        Effect.AT_RISK,
                        CLAIM_NAME,
                        subject.pair().spot("spec", "volumeClaimTemplates"),
                        "the claim template " + String.join(", ", gone) + " is gone, and with it the way to "
                                + String.join(", ", volumes),
                        "# keep the name; else copy or rebind each volume before the set is made anew");
    }

    // ---- where data is

    /** The paths at which claims are mounted, with their sub-paths, by claim. */
    private static Map<String, String> claimMounts(Workload set, MapNode container) {
        Map<String, String> mounts = new LinkedHashMap<>();
        for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
            String volume = Nodes.text(mount, "name");
            if (Recreation.claims(set).containsKey(volume) || isClaim(set, volume)) {
                String place = Nodes.text(mount, "mountPath");
                String below = Nodes.text(mount, "subPath") + Nodes.text(mount, "subPathExpr");
                mounts.merge(
                        volume,
                        below.isEmpty() ? place : place + " (sub-path " + below + ")",
                        (first, second) -> first + ", " + second);
            }
        }
        return mounts;
    }

    private static boolean isClaim(Workload set, String volume) {
        for (MapNode listed : set.volumes()) {
            if (Nodes.text(listed, "name").equals(volume) && listed.get("persistentVolumeClaim") != null) {
                return true;
            }
        }
        return false;
    }

    private void mounts(MapNode before, MapNode after) {
        Map<String, String> now = claimMounts(set.after(), after);
        for (Map.Entry<String, String> mount : claimMounts(set.before(), before).entrySet()) {
            String place = now.getOrDefault(mount.getKey(), "");
            if (!place.equals(mount.getValue()) && !isClaimGone(mount.getKey())) {
                subject.verdicts()
                        .add(
                                Effect.AT_RISK,
                                PATH,
                                subject.pair()
                                        .spot(
                                                "spec.template.spec.containers[" + Nodes.text(after, "name")
                                                        + "].volumeMounts",
                                                Nodes.find(before, "volumeMounts"),
                                                Nodes.find(after, "volumeMounts")),
                                "the volume " + mount.getKey() + " was mounted at " + mount.getValue() + ", and now "
                                        + (place.isEmpty() ? "nowhere" : "at " + place),
                                "# keep the path, or move the data on every member first");
            }
        }
    }

    /** Then the claim itself is what the user is told about. */
    private boolean isClaimGone(String claim) {
        return Recreation.claims(set.before()).containsKey(claim)
                && !Recreation.claims(set.after()).containsKey(claim);
    }

    /** A variable, or the arguments together, which named a directory on a claim and now names another. */
    private void paths(MapNode before, MapNode after) {
        List<String> roots = mountPaths(set.before(), before);
        for (MapNode variable : Nodes.maps(before, "env")) {
            String name = Nodes.text(variable, "name");
            Node now = variable(after, name);
            path(
                    "env[" + name + "]",
                    after,
                    on(roots, variable.get("value")),
                    now == null ? null : on(roots, Nodes.find(now, "value")),
                    variable,
                    now);
        }
        for (String words : List.of("command", "args")) {
            Node now = after.get(words);
            path(
                    words,
                    after,
                    on(roots, before.get(words)),
                    now == null ? null : on(roots, now),
                    before.get(words),
                    now);
        }
    }

    private void path(
            String field,
            MapNode container,
            Set<String> before,
            @Nullable Set<String> after,
            @Nullable Node nodeBefore,
            @Nullable Node nodeAfter) {
        // A variable that is gone leaves the server's own default, of which nothing is known.
        if (before.isEmpty() || after == null || after.containsAll(before)) {
            return;
        }
        TreeSet<String> lost = new TreeSet<>(before);
        lost.removeAll(after);
        subject.verdicts()
                .add(
                        Effect.AT_RISK,
                        PATH,
                        subject.pair()
                                .spot(
                                        "spec.template.spec.containers[" + Nodes.text(container, "name") + "]." + field,
                                        nodeBefore,
                                        nodeAfter),
                        "data is in " + String.join(", ", lost) + ", which is not named any more",
                        "# keep the directory, or move the data on every member first");
    }

    private static @Nullable MapNode variable(MapNode container, String name) {
        for (MapNode variable : Nodes.maps(container, "env")) {
            if (Nodes.text(variable, "name").equals(name)) {
                return variable;
            }
        }
        return null;
    }

    private static List<String> mountPaths(Workload set, MapNode container) {
        List<String> paths = new ArrayList<>();
        for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
            String volume = Nodes.text(mount, "name");
            if (Recreation.claims(set).containsKey(volume) || isClaim(set, volume)) {
                paths.add(Nodes.text(mount, "mountPath"));
            }
        }
        return paths;
    }

    /** The paths at or below {@code roots} that the texts name. */
    private static Set<String> on(List<String> roots, @Nullable Node node) {
        TreeSet<String> found = new TreeSet<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                found.addAll(on(roots, item));
            }
        } else if (node instanceof ScalarNode scalar) {
            StringTokenizer tokens = new StringTokenizer(scalar.text(), SEPARATORS);
            while (tokens.hasMoreTokens()) {
                String token = tokens.nextToken();
                for (String root : roots) {
                    if (token.equals(root) || token.startsWith(root + "/")) {
                        found.add(token);
                    }
                }
            }
        }
        return found;
    }

    // ---- what wrote the data

    /** Systems say for themselves what an older version means to them. */
    private void image(MapNode before, MapNode after) {
        if (judged) {
            return;
        }
        ImageReference old = ImageReference.parse(Nodes.text(before, "image"));
        ImageReference now = ImageReference.parse(Nodes.text(after, "image"));
        if (old == null || now == null || !old.lastSegment().equals(now.lastSegment())) {
            return;
        }
        Version was = version(old);
        Version is = version(now);
        if (was != null
                && is != null
                && !is.isAtLeast(was)
                && !claimMounts(set.after(), after).isEmpty()) {
            subject.verdicts()
                    .add(
                            Effect.AT_RISK,
                            OLDER,
                            subject.pair()
                                    .spot(
                                            "spec.template.spec.containers[" + Nodes.text(after, "name") + "].image",
                                            before.get("image"),
                                            after.get("image")),
                            was + " -> " + is,
                            "# read what the system says about going back, and take a backup first");
        }
    }

    /** What the tag shows; null where it is no number. */
    static @Nullable Version version(ImageReference image) {
        String tag = image.tag();
        if (tag == null) {
            return null;
        }
        return Version.parse(tag.startsWith("v") ? tag.substring(1) : tag);
    }
}
