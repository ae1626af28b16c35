package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** A container in manifests that runs Elasticsearch, as the checks of manifests see it. */
record Server(Workload workload, MapNode container) {
    static List<Server> in(List<Document> documents) {
        List<Server> servers = new ArrayList<>();
        for (Workload workload : Workload.in(documents)) {
            for (MapNode container : workload.containers()) {
                if (isServer(container)) {
                    servers.add(new Server(workload, container));
                }
            }
        }
        return servers;
    }

    private static boolean isServer(MapNode container) {
        ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
        return Nodes.text(container, "name").equals("elasticsearch")
                || (image != null && ElasticsearchImage.isNamedLikeIt(image));
    }

    List<MapNode> variables() {
        return Nodes.maps(container, "env");
    }

    /** The variable, or null where there is none. */
    @Nullable
    MapNode variable(String name) {
        for (MapNode variable : variables()) {
            if (Nodes.text(variable, "name").equals(name)) {
                return variable;
            }
        }
        return null;
    }

    boolean has(String name) {
        return variable(name) != null;
    }

    /** The text of the variable, or null where there is none or where it comes from elsewhere. */
    @Nullable
    String value(String name) {
        MapNode variable = variable(name);
        return variable == null ? null : literal(variable);
    }

    /** The text of a variable, or null where it comes from elsewhere. */
    static @Nullable String literal(MapNode variable) {
        return Nodes.find(variable, "valueFrom") == null ? Nodes.text(variable, "value") : null;
    }

    /** The items of a list in either of the forms that settings may have: {@code a,b} and {@code [a, b]}. */
    static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(list, "[], ");
        while (tokens.hasMoreTokens()) {
            items.add(tokens.nextToken());
        }
        return items;
    }

    boolean is(String setting, String value) {
        return value.equals(value(setting));
    }

    boolean isAlone() {
        return is("discovery.type", "single-node");
    }

    boolean isMaster() {
        String roles = value("node.roles");
        return roles == null || items(roles).contains("master");
    }

    /** Whether the server holds shards: of any tier, or of all. */
    boolean isData() {
        String roles = value("node.roles");
        if (roles == null) {
            return true;
        }
        for (String role : items(roles)) {
            if (role.equals("data") || role.startsWith("data_")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server is a master and nothing that clients need. */
    boolean isDedicatedMaster() {
        return is("node.roles", "master");
    }

    boolean hasName(String pod) {
        for (int i = 0; i < workload.replicas(); i++) {
            if (pod.equals(workload.name() + "-" + (workload.firstOrdinal() + i))) {
                return true;
            }
        }
        return false;
    }

    String podText(String... path) {
        String[] full = new String[path.length + 3];
        full[0] = "spec";
        full[1] = "template";
        full[2] = "spec";
        System.arraycopy(path, 0, full, 3, path.length);
        return Nodes.text(workload.document().root(), full);
    }

    /** Adds a finding about a part of the container. */
    void report(Report report, Rule rule, String part, String what, String fix) {
        workload.document().report(report, rule, Workload.containerName(container) + " " + part, what, fix);
    }

    /** Adds a finding about a part of the pod or of the set. */
    void reportPod(Report report, Rule rule, String path, String what, String fix) {
        workload.document().report(report, rule, path, what, fix);
    }
}
