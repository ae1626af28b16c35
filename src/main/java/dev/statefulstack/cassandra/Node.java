package dev.statefulstack.cassandra;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A StatefulSet whose pods are Cassandra nodes, as it stands in the manifests.
 *
 * @param env texts of variables by name; empty for those that are filled in at start
 */
record Node(Workload set, MapNode container, Map<String, String> env) {
    static List<Node> in(List<Document> documents) {
        List<Node> nodes = new ArrayList<>();
        for (Workload set : Workload.statefulSetsIn(documents)) {
            for (MapNode container : set.containers()) {
                if (Nodes.text(container, "name").equals(CassandraPlanner.CONTAINER)
                        || (set.document().isRead() && CassandraManifests.isNode(container))) {
                    nodes.add(new Node(set, container, env(container)));
                }
            }
        }
        return nodes;
    }

    private static Map<String, String> env(MapNode container) {
        Map<String, String> env = new LinkedHashMap<>();
        for (MapNode variable : Nodes.maps(container, "env")) {
            env.put(Nodes.text(variable, "name"), Nodes.text(variable, "value"));
        }
        return env;
    }

    /** The variable's text; empty where there is none. */
    String text(String variable) {
        return env.getOrDefault(variable, "");
    }

    /** Whether the variable's text cannot be seen here: it comes from another object. */
    boolean isFilledIn(String variable) {
        if (!env.containsKey(variable)) {
            return !Nodes.items(container, "envFrom").isEmpty();
        }
        for (MapNode listed : Nodes.maps(container, "env")) {
            if (Nodes.text(listed, "name").equals(variable)) {
                return listed.get("valueFrom") != null;
            }
        }
        return false;
    }

    Document document() {
        return set.document();
    }

    boolean isIn(Node other) {
        return set.namespace().equals(other.set.namespace());
    }

    /** Whether the pods have the labels that the selector wants. */
    boolean isSelectedBy(Map<String, String> selector) {
        return Workload.selects(selector, set.podLabels());
    }

    /** The words of a command of the container, joined. */
    String command(String... path) {
        StringBuilder text = new StringBuilder();
        for (dev.statefulstack.tree.Node word : Nodes.items(container, path)) {
            if (word instanceof ScalarNode scalar) {
                text.append(scalar.text()).append(' ');
            }
        }
        return text.toString();
    }

    static String variable(String name) {
        return "container " + CassandraPlanner.CONTAINER + " env " + name;
    }
}
