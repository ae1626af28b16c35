package dev.statefulstack.cassandra;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.tree.MapNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node is told about itself in the finished manifests: addresses, rack, memory, directories. */
final class NodeRules implements Check {
    /** For options too, where the user's line is known. */
    static final Rule HEAP_OVER_LIMIT = Rule.unusable(
                    "cassandra-heap-over-limit",
                    "threads, off-heap tables and the page cache need the rest; the kernel kills the process",
                    CassandraChecks.START_SCRIPT + "; bitnami/charts issue 3104")
            .ofStacks("say .memory(size): it gives the heap half of it and direct memory a quarter");

    private static final Rule HEAP_UNSET = Rule.error(
                    "cassandra-heap-unset",
                    "the start script then goes by the memory of the node, not of the pod, and the kernel kills the process",
                    CassandraChecks.START_SCRIPT
                            + "; docker-library/cassandra issue 289; bitnami/charts pull request 25153")
            .ofStacks("say .heap(size) or .memory(size), and leave the variable");
    private static final Rule RACK_IGNORED = Rule.error(
            "cassandra-rack-without-gpfs",
            "other snitches don't read data centre and rack: all replicas may end up in one zone",
            "docker-library/cassandra issue 57; bitnami/charts issue 4408");
    private static final Rule UNSAFE = Rule.error(
            "cassandra-sed-unsafe-value",
            "the image puts the value into its configuration through sed, unescaped: it is cut off, or the container exits",
            CassandraChecks.ENTRYPOINT);
    private static final Rule LOCALHOST = Rule.error(
                    "cassandra-listen-localhost",
                    "an empty address leaves localhost in the configuration, and a wildcard is no address to be called by",
                    CassandraChecks.ENTRYPOINT + "; apache/cassandra conf/cassandra.yaml")
            .ofStacks("leave the computed value: the pod's address");
    private static final Rule CONFIG_MOUNT = Rule.error(
                    "cassandra-config-mount",
                    "the image's entrypoint rewrites these files in place, so the container exits",
                    CassandraChecks.ENTRYPOINT + "; docker-library/cassandra issue 165; helm/charts issue 14098")
            .ofStacks("say .config(key, value) for lines of cassandra.yaml; mount other files elsewhere");
    private static final Rule COMMAND = Rule.warning(
            "cassandra-command-override",
            "the entrypoint skips all its variables unless it runs cassandra: no seeds, no names",
            CassandraChecks.ENTRYPOINT);
    private static final Rule NO_FSGROUP = Rule.warning(
            "cassandra-no-fsgroup",
            "a new volume belongs to root, and the image's user cannot write to it",
            "bitnami/containers issue 19069");
    private static final Rule DATA_LOST = Rule.warning(
            "cassandra-emptydir-data", "the data is gone when the pod moves to another node", "statefulstack");

    /** Variables that the entrypoint writes by sed. */
    private static final List<String> WRITTEN_BY_SED = List.of(
            CassandraConfig.SEEDS,
            CassandraConfig.CLUSTER_NAME,
            CassandraConfig.DATA_CENTER,
            CassandraConfig.RACK,
            CassandraConfig.SNITCH,
            CassandraConfig.NUM_TOKENS,
            CassandraConfig.LISTEN_ADDRESS,
            CassandraConfig.RPC_ADDRESS);

    private static final List<String> NO_ADDRESS = List.of("", "localhost", "127.0.0.1", "::1");

    @Override
    public List<Rule> rules() {
        return List.of(
                HEAP_OVER_LIMIT,
                HEAP_UNSET,
                RACK_IGNORED,
                UNSAFE,
                LOCALHOST,
                CONFIG_MOUNT,
                COMMAND,
                NO_FSGROUP,
                DATA_LOST);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Node node : Node.in(documents)) {
            values(node, report);
            addresses(node, report);
            heap(node, report);
            directories(node, report);
            command(node, report);
        }
    }

    private static void values(Node node, Report report) {
        for (String variable : WRITTEN_BY_SED) {
            String value = node.text(variable);
            // References are replaced before sed sees the text.
            if (!value.isEmpty() && EnvReferences.in(value).isEmpty() && !Safe.isText(value)) {
                node.document()
                        .report(
                                report,
                                UNSAFE,
                                Node.variable(variable),
                                variable + " is '" + value + "'",
                                Safe.fix(value));
            }
        }
        boolean located = !node.text(CassandraConfig.DATA_CENTER).isEmpty()
                || !node.text(CassandraConfig.RACK).isEmpty();
        String snitch = node.text(CassandraConfig.SNITCH);
        if (located && !snitch.equals(CassandraConfig.RACK_AWARE_SNITCH)) {
            node.document()
                    .report(
                            report,
                            RACK_IGNORED,
                            Node.variable(CassandraConfig.SNITCH),
                            "the snitch is " + (snitch.isEmpty() ? "the image's own, SimpleSnitch" : snitch),
                            "set " + CassandraConfig.SNITCH + " to " + CassandraConfig.RACK_AWARE_SNITCH);
        }
    }

    private static void addresses(Node node, Report report) {
        for (String variable : List.of(CassandraConfig.LISTEN_ADDRESS, CassandraConfig.RPC_ADDRESS)) {
            String value = node.env().get(variable);
            boolean wildcard = variable.equals(CassandraConfig.LISTEN_ADDRESS)
                    && value != null
                    && (value.equals("0.0.0.0") || value.equals("::"));
            if (value != null && (NO_ADDRESS.contains(value) || wildcard)) {
                node.document()
                        .report(
                                report,
                                LOCALHOST,
                                Node.variable(variable),
                                variable + " is '" + value + "'",
                                "take the field status.podIP, or remove the variable");
            }
        }
    }

    private static void heap(Node node, Report report) {
        String heapText = node.text(CassandraConfig.MAX_HEAP);
        Long heap = jvmSize(heapText);
        if (node.isFilledIn(CassandraConfig.MAX_HEAP)) {
            return;
        }
        if (heap == null) {
            node.document()
                    .report(
                            report,
                            HEAP_UNSET,
                            Node.variable(CassandraConfig.MAX_HEAP),
                            heapText.isEmpty()
                                    ? CassandraConfig.MAX_HEAP + " is not set"
                                    : CassandraConfig.MAX_HEAP + " is '" + heapText + "'",
                            "set " + CassandraConfig.MAX_HEAP + " to half of the memory limit, such as 4096M");
            return;
        }
        String directText = node.text(CassandraConfig.MAX_DIRECT);
        Long direct = jvmSize(directText);
        String limitText = Nodes.text(node.container(), "resources", "limits", "memory");
        Long limit = Quantities.parseBytes(limitText);
        if (limit == null || Memory.isTooMuch(heap + (direct == null ? 0 : direct), limit)) {
            node.document()
                    .report(
                            report,
                            HEAP_OVER_LIMIT,
                            "container " + CassandraPlanner.CONTAINER + " resources",
                            "heap and direct memory are " + heapText + " and " + directText + ", and "
                                    + (limit == null ? "there is no limit" : "the limit is " + limitText),
                            "set the memory limit so that " + CassandraConfig.MAX_HEAP + " is half of it and "
                                    + CassandraConfig.MAX_DIRECT + " a quarter");
        }
    }

    /** What {@code -Xmx} takes, in bytes; null for anything else. */
    private static @Nullable Long jvmSize(String text) {
        if (text.isEmpty()) {
            return null;
        }
        int unit = "kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
        String number = unit < 0 ? text : text.substring(0, text.length() - 1);
        return Names.isDecimal(number, 12) ? Long.parseLong(number) << (10 * (unit + 1)) : null;
    }

    private static void directories(Node node, Report report) {
        boolean claimed = false;
        for (MapNode mount : Nodes.maps(node.container(), "volumeMounts")) {
            String name = Nodes.text(mount, "name");
            String path = Nodes.text(mount, "mountPath");
            claimed |= path.equals(CassandraImage.DATA) && isClaim(node, name);
            if ((path + "/").startsWith(CassandraImage.CONFIGURATION + "/") && isReadOnly(node, name)) {
                node.document()
                        .report(
                                report,
                                CONFIG_MOUNT,
                                "container " + CassandraPlanner.CONTAINER + " volumeMounts",
                                "the volume '" + name + "' is mounted at " + path,
                                "let an init container copy the files into an emptyDir that is mounted there, or pass lines of"
                                        + " cassandra.yaml by the image's CASSANDRA_* variables");
            }
        }
        if (!claimed) {
            node.document()
                    .report(
                            report,
                            DATA_LOST,
                            "spec.volumeClaimTemplates",
                            "nothing claimed is mounted at " + CassandraImage.DATA,
                            "mount a claim of volumeClaimTemplates there");
        }
        MapNode pod = node.document().root();
        if (Nodes.text(pod, "spec", "template", "spec", "securityContext", "fsGroup")
                .isEmpty()) {
            node.document()
                    .report(
                            report,
                            NO_FSGROUP,
                            "spec.template.spec.securityContext",
                            "there is no fsGroup",
                            "set fsGroup: " + CassandraImage.USER);
        }
    }

    private static boolean isClaim(Node node, String volume) {
        for (MapNode claim : node.set().claimTemplates()) {
            if (Nodes.text(claim, "metadata", "name").equals(volume)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReadOnly(Node node, String name) {
        for (MapNode volume : node.set().volumes()) {
            if (Nodes.text(volume, "name").equals(name)
                    && (volume.get("configMap") != null
                            || volume.get("secret") != null
                            || volume.get("projected") != null)) {
                return true;
            }
        }
        return false;
    }

    private static void command(Node node, Report report) {
        String program = node.command("command");
        String arguments = node.command("args");
        if (!program.isEmpty()
                || !(arguments.isEmpty() || arguments.startsWith("cassandra ") || arguments.startsWith("-"))) {
            node.document()
                    .report(
                            report,
                            COMMAND,
                            "container " + CassandraPlanner.CONTAINER + " command",
                            "it runs " + (program + arguments).strip(),
                            "leave command out, and begin args with \"cassandra\", \"-f\"");
        }
    }
}
