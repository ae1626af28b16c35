package dev.statefulstack.check;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Members that vote, for systems that are known by their image and the variables or arguments that list voters. */
final class Quorum implements SharedCheck {
    private static final Rule EVEN = Rule.warning(
            "quorum-even",
            "a majority of an even number is as large as that of the next odd one, so one member is of no use",
            "Raft and Zab: decisions by majority");
    private static final Rule TOO_SMALL = Rule.warning(
            "quorum-too-small",
            "both are needed for a majority, so the restart of either stops the cluster",
            "Raft and Zab: decisions by majority");
    private static final Rule DIFFER = Rule.error(
            "quorum-voters-differ-from-replicas",
            "a voter without a pod counts against the majority, and a pod that is no voter does not join",
            "etcd documentation: --initial-cluster; ZooKeeper documentation: server.x");

    private static final List<String> KAFKA =
            List.of("KAFKA_CONTROLLER_QUORUM_VOTERS", "KAFKA_CFG_CONTROLLER_QUORUM_VOTERS");
    private static final String ETCD_FLAG = "--initial-cluster";

    /**
     * What is known of the voters of a set.
     *
     * @param product its name, such as {@code etcd}
     * @param items the list, empty where nobody sees one
     * @param value where the list stands, else the set
     * @param path the same in words
     */
    record Voters(String product, List<String> items, Node value, String path) {
        int listed() {
            return items.size();
        }

        /** The listed ones, else all members. */
        int of(Workload set) {
            return items.isEmpty() ? set.replicas() : items.size();
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(EVEN, TOO_SMALL, DIFFER);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload set : all.sets()) {
            Voters voters = votersOf(set);
            if (voters != null) {
                look(set, voters, report);
            }
        }
    }

    private static void look(Workload set, Voters voters, Report report) {
        int number = voters.of(set);
        // Of a stack the option says it already.
        boolean told = !set.document().isRead();
        if (number == 2 && !told) {
            set.document()
                    .report(
                            report,
                            TOO_SMALL,
                            voters.value(),
                            voters.path(),
                            "there are two voters",
                            "use three, or one");
        } else if (number > 2 && number % 2 == 0 && !told) {
            set.document()
                    .report(
                            report,
                            EVEN,
                            voters.value(),
                            voters.path(),
                            number + " voters tolerate no more failures than " + (number - 1),
                            "use " + (number - 1) + " or " + (number + 1));
        }
        // Kafka's own rules tell more about its list.
        if (voters.listed() > 0
                && !voters.product().equals("kafka")
                && voters.listed() != set.replicas()
                && areAllOf(set, voters.items())) {
            set.document()
                    .report(
                            report,
                            DIFFER,
                            voters.value(),
                            voters.path(),
                            "the list has " + voters.listed() + " voters, and " + set.replicas() + " pods exist",
                            "list every pod once");
        }
    }

    private static boolean areAllOf(Workload set, List<String> items) {
        for (String item : items) {
            if (!item.contains(set.name() + "-")) {
                return false;
            }
        }
        return true;
    }

    /** What is known, or null where the set is of no system that is known to vote. */
    static @Nullable Voters votersOf(Workload set) {
        for (MapNode container : set.containers()) {
            Voters voters = votersOf(set, container);
            if (voters != null) {
                return voters;
            }
        }
        return null;
    }

    private static @Nullable Voters votersOf(Workload set, MapNode container) {
        for (MapNode variable : Nodes.maps(container, "env")) {
            String name = Nodes.text(variable, "name");
            Node value = variable.get("value");
            String product = KAFKA.contains(name)
                    ? "kafka"
                    : name.equals("ETCD_INITIAL_CLUSTER") ? "etcd" : name.equals("ZOO_SERVERS") ? "zookeeper" : "";
            if (!product.isEmpty() && value != null) {
                String path = Workload.containerName(container) + " env " + name;
                return new Voters(product, items(Nodes.text(value)), value, path);
            }
        }
        for (String field : List.of("command", "args")) {
            List<Node> words = Nodes.items(container, field);
            for (int i = 0; i < words.size(); i++) {
                String word = Nodes.text(words.get(i));
                String path = Workload.containerName(container) + " " + field;
                if (word.startsWith(ETCD_FLAG + "=")) {
                    String list = word.substring(ETCD_FLAG.length() + 1);
                    return new Voters("etcd", items(list), words.get(i), path);
                }
                if (word.equals(ETCD_FLAG) && i + 1 < words.size()) {
                    Node value = words.get(i + 1);
                    return new Voters("etcd", items(Nodes.text(value)), value, path);
                }
            }
        }
        ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
        String product = image == null ? "" : product(image);
        Node replicas = Nodes.find(set.document().root(), "spec", "replicas");
        return product.isEmpty()
                ? null
                : new Voters(
                        product, List.of(), replicas == null ? set.document().root() : replicas, "spec.replicas");
    }

    private static String product(ImageReference image) {
        String last = image.lastSegment();
        if (last.equals("etcd")) {
            return "etcd";
        }
        return last.equals("zookeeper") || last.endsWith("-zookeeper") ? "zookeeper" : "";
    }

    /** One item for each voter; ZooKeeper's observers do not vote. */
    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(list, ", \n\t");
        while (tokens.hasMoreTokens()) {
            String item = tokens.nextToken();
            if (!item.contains(":observer")) {
                items.add(item);
            }
        }
        return items;
    }
}
