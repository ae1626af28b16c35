package dev.statefulstack.change;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * ConfigMaps and Secrets. Source: pkg/apis/core/validation/validation.go ValidateConfigMapUpdate, ValidateSecretUpdate;
 * pkg/kubelet/kubelet_pods.go makeEnvironmentVariables.
 */
final class ConfigChange {
    private static final Rule FROZEN = Rule.unusable(
            "config-immutable",
            "an object with immutable: true never changes again, not even this field",
            "pkg/apis/core/validation/validation.go ValidateConfigMapUpdate, ValidateSecretUpdate");
    private static final Rule TYPE = Rule.unusable(
            "secret-type-immutable",
            "the type of a Secret cannot change",
            "pkg/apis/core/validation/validation.go ValidateSecretUpdate");
    private static final Rule LATER = Rule.warning(
            "config-not-before-restart",
            "variables and sub-paths are read when a container starts, and nothing restarts it for this",
            "pkg/kubelet/kubelet_pods.go makeEnvironmentVariables; Kubernetes documentation: ConfigMaps");

    static final List<Rule> RULES = List.of(FROZEN, TYPE, LATER);

    private final Subject subject;
    private final boolean secret;
    private final List<String> variables = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final TreeSet<String> restarts = new TreeSet<>();

    ConfigChange(Subject subject) {
        this.subject = subject;
        secret = subject.pair().kind().equals("Secret");
    }

    void look() {
        Pair pair = subject.pair();
        boolean frozen = pair.before() != null
                && Nodes.text(pair.before().root(), "immutable").equals("true");
        List<Difference> data = new ArrayList<>(subject.below("data"));
        data.addAll(subject.below("binaryData"));
        if (frozen && (!data.isEmpty() || !subject.below("immutable").isEmpty())) {
            subject.verdicts()
                    .add(
                            Effect.REJECTED,
                            FROZEN,
                            pair.spot("data"),
                            keys(data),
                            "# give the object a new name, and let pods refer to that one; it rolls them",
                            "# or delete it and create it again, and restart the pods:",
                            Kubectl.in(pair.document()) + " delete "
                                    + pair.kind().toLowerCase(Locale.ROOT) + " " + pair.name(),
                            Kubectl.apply(pair.document()));
            return;
        }
        for (Difference difference : subject.below("type")) {
            subject.verdicts()
                    .add(
                            Effect.REJECTED,
                            TYPE,
                            difference.at(pair),
                            difference.values(),
                            "# delete it and create it again:",
                            Kubectl.in(pair.document()) + " delete secret " + pair.name(),
                            Kubectl.apply(pair.document()));
        }
        for (Difference difference : subject.below("immutable")) {
            subject.inPlace(difference, "from now on it never changes again");
        }
        if (!data.isEmpty()) {
            data(data);
        }
    }

    private String keys(List<Difference> data) {
        if (data.isEmpty()) {
            return "immutable: true is gone";
        }
        List<String> keys = new ArrayList<>();
        for (Difference difference : data) {
            keys.add(difference.path(1) + (secret ? "" : ": " + difference.values()));
        }
        return String.join("\n", keys);
    }

    private void data(List<Difference> data) {
        for (Workload workload : Workload.in(subject.versions().after())) {
            if (workload.namespace().equals(subject.pair().namespace())) {
                users(workload);
            }
        }
        Spot spot = subject.pair().spot("data");
        if (variables.isEmpty()) {
            String who = files.isEmpty()
                    ? "no pod here reads it"
                    : String.join(", ", files)
                            + ": the files follow within a minute or two; most processes have to be told";
            subject.verdicts().add(Effect.IN_PLACE, CommonRules.IN_PLACE, spot, keys(data) + "\n" + who);
        } else {
            subject.verdicts()
                    .add(
                            Effect.IGNORED,
                            LATER,
                            spot,
                            keys(data) + "\n" + String.join(", ", variables) + ": not before a restart",
                            new ArrayList<>(restarts));
        }
    }

    /** Those that roll in the same step see the new data, since the order of the documents is theirs. */
    private void users(Workload workload) {
        String name = subject.pair().name();
        boolean read = false;
        for (MapNode container : workload.allContainers()) {
            read |= inVariables(container, name) || inSubPath(workload, container, name);
        }
        if (read && !rolls(workload)) {
            variables.add(workload.document().toString());
            restarts.add(Kubectl.in(workload.document()) + " rollout restart "
                    + workload.document().kind().toLowerCase(Locale.ROOT) + "/" + workload.name());
        } else if (!read && volume(workload, name).length() > 0) {
            files.add(workload.document().toString());
        }
    }

    private boolean rolls(Workload workload) {
        Pair pair = subject.versions().pairOf(workload.document());
        if (pair.before() == null) {
            return true;
        }
        for (Difference difference : Comparison.of(Defaults.of(pair.before()), Defaults.of(workload.document()))) {
            if (difference.startsWith("spec", "template")) {
                return true;
            }
        }
        return false;
    }

    private boolean inVariables(MapNode container, String name) {
        for (MapNode variable : Nodes.maps(container, "env")) {
            if (Nodes.text(variable, "valueFrom", secret ? "secretKeyRef" : "configMapKeyRef", "name")
                    .equals(name)) {
                return true;
            }
        }
        for (MapNode source : Nodes.maps(container, "envFrom")) {
            if (Nodes.text(source, secret ? "secretRef" : "configMapRef", "name")
                    .equals(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean inSubPath(Workload workload, MapNode container, String name) {
        String volume = volume(workload, name);
        for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
            boolean sub = mount.get("subPath") != null || mount.get("subPathExpr") != null;
            if (sub && Nodes.text(mount, "name").equals(volume)) {
                return true;
            }
        }
        return false;
    }

    /** The name of the volume that has the object's files; empty where there is none. */
    private String volume(Workload workload, String name) {
        for (MapNode volume : workload.volumes()) {
            if (has(volume, name)) {
                return Nodes.text(volume, "name");
            }
            for (MapNode source : Nodes.maps(volume, "projected", "sources")) {
                if (Nodes.text(source, secret ? "secret" : "configMap", "name").equals(name)) {
                    return Nodes.text(volume, "name");
                }
            }
        }
        return "";
    }

    private boolean has(MapNode volume, String name) {
        return secret
                ? Nodes.text(volume, "secret", "secretName").equals(name)
                : Nodes.text(volume, "configMap", "name").equals(name);
    }
}
