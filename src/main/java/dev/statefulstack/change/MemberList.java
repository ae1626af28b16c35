package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeSet;

/**
 * Whether a list names every member of a set, as systems have it whose members vote: ZooKeeper's servers, etcd's initial
 * cluster, Kafka's voters. Seeds name some of the members, so they are none.
 */
final class MemberList {
    private static final String SEPARATORS = " \t\n,;=@\"'/[](){}:";

    private MemberList() {}

    static boolean isOf(Workload set, List<Document> documents) {
        if (set.replicas() < 2) {
            return false;
        }
        // Most lists stand in the set itself.
        if (hasList(set.document(), set)) {
            return true;
        }
        for (Document document : documents) {
            if (document.namespace().equals(set.namespace()) && hasList(document, set)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasList(Document document, Workload set) {
        Node from = switch (document.kind()) {
            case "ConfigMap" -> Nodes.find(document.root(), "data");
            case "StatefulSet" -> Nodes.find(document.root(), "spec", "template", "spec");
            default -> null;
        };
        return from != null && namesAll(from, set);
    }

    private static boolean namesAll(Node node, Workload set) {
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                if (namesAll(entry.value(), set)) {
                    return true;
                }
            }
        } else if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                if (namesAll(item, set)) {
                    return true;
                }
            }
        } else if (node instanceof ScalarNode scalar && scalar.text().contains(set.name() + "-")) {
            TreeSet<String> missing = new TreeSet<>(Kubectl.pods(set));
            StringTokenizer tokens = new StringTokenizer(scalar.text(), SEPARATORS);
            while (tokens.hasMoreTokens()) {
                String token = tokens.nextToken();
                int dot = token.indexOf('.');
                missing.remove(dot < 0 ? token : token.substring(0, dot));
            }
            return missing.isEmpty();
        }
        return false;
    }
}
