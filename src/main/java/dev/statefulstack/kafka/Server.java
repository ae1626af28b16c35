package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** A StatefulSet whose pods are nodes of the cluster, as it stands in the manifests. What checks ask for is read once. */
final class Server {
    private final Workload set;
    private final MapNode container;

    /** By name; the first of a name that is there twice. */
    private final Map<String, MapNode> variables = new HashMap<>();

    private final List<String> roles;
    private @Nullable List<ListenerAddress> listeners;
    private @Nullable List<ListenerAddress> advertised;
    private @Nullable KafkaImage image;

    private Server(Workload set, MapNode container) {
        this.set = set;
        this.container = container;
        for (MapNode variable : Nodes.maps(container, "env")) {
            variables.putIfAbsent(Nodes.text(variable, "name"), variable);
        }
        roles = items(ConfigKey.ROLES);
    }

    static List<Server> in(List<Document> documents) {
        List<Server> servers = new ArrayList<>();
        for (Workload set : Workload.statefulSetsIn(documents)) {
            for (MapNode container : set.containers()) {
                if (Nodes.text(container, "name").equals(KafkaPlanner.CONTAINER)
                        || (set.document().isRead() && KafkaManifests.isKnownImage(container))) {
                    servers.add(new Server(set, container));
                }
            }
        }
        return servers;
    }

    Workload set() {
        return set;
    }

    MapNode container() {
        return container;
    }

    /** The variable, or null where there is none. */
    @Nullable
    MapNode variable(String name) {
        return variables.get(name);
    }

    /** The text of the variable; empty where there is none. */
    String env(String name) {
        MapNode variable = variable(name);
        return variable == null ? "" : Nodes.text(variable, "value");
    }

    /** Whether the variable may have a text that cannot be seen here: it comes from another object. */
    boolean isUnseen(String name) {
        MapNode variable = variable(name);
        return variable == null
                ? !Nodes.items(container, "envFrom").isEmpty()
                : Nodes.find(variable, "valueFrom") != null;
    }

    /** The value of a line of {@code server.properties}; empty where the manifests have none. */
    String setting(ConfigKey key) {
        return env(key.variable());
    }

    boolean isUnseenSetting(ConfigKey key) {
        return isUnseen(key.variable());
    }

    /** The items of a setting that is a list. */
    List<String> items(ConfigKey key) {
        List<String> items = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(setting(key), ", ");
        while (tokens.hasMoreTokens()) {
            items.add(tokens.nextToken());
        }
        return items;
    }

    /** Where it listens. */
    List<ListenerAddress> listeners() {
        if (listeners == null) {
            listeners = ListenerAddress.in(items(ConfigKey.LISTENERS));
        }
        return listeners;
    }

    /** What it tells others to call. */
    List<ListenerAddress> advertised() {
        if (advertised == null) {
            advertised = ListenerAddress.in(items(ConfigKey.ADVERTISED));
        }
        return advertised;
    }

    boolean isBroker() {
        return roles.contains("broker");
    }

    boolean isController() {
        return roles.contains("controller");
    }

    /** What the image's name shows; null where it shows nothing. */
    @Nullable
    KafkaImage image() {
        if (image == null) {
            ImageReference reference = ImageReference.parse(Nodes.text(container, "image"));
            image = reference == null ? null : KafkaImage.recognise(reference);
        }
        return image;
    }

    /** What the image's family expects; null where its name does not show it. */
    @Nullable
    ImageContract contract() {
        KafkaImage image = image();
        return image == null ? null : image.contract();
    }

    int replicas() {
        return set.replicas();
    }

    /** The ordinal of the pod with that name; null where the set has no such pod. */
    @Nullable
    Integer ordinal(String pod) {
        String prefix = set.name() + "-";
        String number = pod.startsWith(prefix) ? pod.substring(prefix.length()) : "";
        if (Names.isDecimal(number, 9)) {
            int ordinal = Integer.parseInt(number);
            int first = set.firstOrdinal();
            return ordinal >= first && ordinal - first < replicas() ? ordinal : null;
        }
        return null;
    }

    /** What stands before the cluster domain in the name of the pod that reads it. */
    String ownHost() {
        return hostOf("$(POD_NAME)");
    }

    /** The beginning of that name, as far as it is known: many charts leave the namespace to whoever applies them. */
    String ownHostAsKnown() {
        return set.namespace().isEmpty() ? "$(POD_NAME)." + set.serviceName() : ownHost();
    }

    /** The same for the pod of a number. */
    String host(int ordinal) {
        return hostOf(set.name() + "-" + ordinal);
    }

    private String hostOf(String pod) {
        return pod + "." + (set.serviceName().isEmpty() ? "<service>" : set.serviceName()) + "."
                + (set.namespace().isEmpty() ? "<namespace>" : set.namespace()) + ".svc";
    }

    boolean has(String... path) {
        return Nodes.find(container, path) != null;
    }

    String text(String... path) {
        return Nodes.text(container, path);
    }

    String podText(String... path) {
        return Nodes.text(set.document().root(), pod(path));
    }

    int podInteger(int absent, String... path) {
        return Nodes.integer(set.document().root(), absent, pod(path));
    }

    private static String[] pod(String... path) {
        String[] full = new String[path.length + 3];
        full[0] = "spec";
        full[1] = "template";
        full[2] = "spec";
        System.arraycopy(path, 0, full, 3, path.length);
        return full;
    }

    /** The words of a command of the container, joined. */
    String command(String... path) {
        StringJoiner words = new StringJoiner(" ");
        for (Node word : Nodes.items(container, path)) {
            if (word instanceof ScalarNode scalar) {
                words.add(scalar.text());
            }
        }
        return words.toString();
    }

    /** Adds a finding about a variable. */
    void reportEnv(Report report, Rule rule, String variable, String what, String fix) {
        report(report, rule, "env " + variable, what, fix);
    }

    /** Adds a finding about a setting. */
    void reportSetting(Report report, Rule rule, ConfigKey key, String what, String fix) {
        reportEnv(report, rule, key.variable(), what, fix);
    }

    /** Adds a finding about a part of the container. */
    void report(Report report, Rule rule, String part, String what, String fix) {
        set.document().report(report, rule, Workload.containerName(container) + " " + part, what, fix);
    }

    /** Adds a finding about a part of the set. */
    void reportSet(Report report, Rule rule, String path, String what, String fix) {
        set.document().report(report, rule, path, what, fix);
    }
}
