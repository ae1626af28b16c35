package dev.statefulstack.elasticsearch;

import dev.statefulstack.change.Effect;
import dev.statefulstack.change.Kubectl;
import dev.statefulstack.change.ScaleContract;
import dev.statefulstack.change.SetPair;
import dev.statefulstack.change.SystemRules;
import dev.statefulstack.change.Verdicts;
import dev.statefulstack.change.Versions;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Version;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch's members make of another version of their manifests. */
public final class ElasticsearchChange implements SystemRules {
    private static final Rule INITIAL = Rule.error(
            "es-initial-masters-changed",
            "members without a cluster that find more than half of the list found a second, empty one; the list is for"
                    + " the first start and never for later ones",
            "elastic/elasticsearch cluster/coordination/ClusterBootstrapService.java");
    private static final Rule ROLE = Rule.error(
            "es-role-removed",
            "a member that holds shards, or the cluster's state, refuses to start without the role for it",
            "elastic/elasticsearch env/NodeEnvironment.java; Elastic documentation: elasticsearch-node repurpose");
    private static final Rule NAME = Rule.error(
            "es-cluster-name-changed",
            "members with another name refuse each other, so the cluster falls apart while they roll",
            "elastic/elasticsearch discovery/HandshakingTransportAddressConnector.java");
    private static final Rule ALONE = Rule.error(
            "es-single-node-grows",
            "a member with discovery.type: single-node never lets another one join, and without it bootstrap checks are"
                    + " on",
            "elastic/elasticsearch bootstrap/BootstrapChecks.java; Elastic documentation: discovery.type");
    private static final Rule HALF = Rule.error(
            "es-masters-scale-down",
            "half of the masters or more at once takes the majority with it, and nothing brings it back",
            "Elastic documentation: voting configuration exclusions; elastic/cloud-on-k8s issues 3399, 4630");
    private static final Rule MASTER = Rule.warning(
            "es-fewer-masters",
            "votes follow the masters by themselves, one at a time",
            "Elastic documentation: voting configurations");
    private static final Rule DATA = Rule.warning(
            "es-data-scale-down",
            "shards without a copy on another member go with it",
            "Elastic documentation: cluster-level shard allocation filtering");
    private static final Rule UP =
            Rule.info("es-scale-up", "members join and get shards by themselves", "Elastic documentation: add nodes");
    private static final Rule OLDER = Rule.error(
            "es-image-older",
            "a member refuses to start on what a newer version has written, be it newer by a patch: 'cannot downgrade a"
                    + " node'",
            "elastic/elasticsearch env/NodeMetadata.java verifyUpgradeToCurrentVersion; pull request 41731");
    private static final Rule SKIPPED = Rule.error(
            "es-version-skipped",
            "a new major version starts only on what the last minor version before it has written: 8 on 7.17, 9.0 on 8.18,"
                    + " 9.1 and newer on 8.19",
            "elastic/elasticsearch env/NodeMetadata.java verifyUpgradeToCurrentVersion; elastic/docs-content"
                    + " deploy-manage/upgrade.md: upgrade paths");

    static final List<Rule> RULES = List.of(INITIAL, ROLE, NAME, ALONE, HALF, MASTER, DATA, UP, OLDER, SKIPPED);

    private static final String LIST = "cluster.initial_master_nodes";
    private static final String ROLES = "node.roles";
    private static final String CLUSTER = "cluster.name";

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public boolean owns(Workload set) {
        return server(set.document()) != null;
    }

    private static @Nullable Server server(Document document) {
        List<Server> servers = Server.in(List.of(document));
        return servers.isEmpty() ? null : servers.get(0);
    }

    // ---- another number of members

    @Override
    public ScaleContract scaling(SetPair set, Versions versions) {
        Server before = Objects.requireNonNull(server(set.after().document()));
        Server old = server(set.before().document());
        Server server = old == null ? before : old;
        int was = set.before().replicas();
        int is = set.after().replicas();
        if (is > was) {
            return server.isAlone() || before.isAlone()
                    ? ScaleContract.impossible(
                            ALONE, "", growing(set.after().document().isOfStack()))
                    : new ScaleContract(Effect.IN_PLACE, UP, "", List.of(), List.of());
        }
        String removed = String.join(",", set.removedPods());
        List<String> first = new ArrayList<>();
        if (hasPassword(server)) {
            first.add("# with the password of elastic in the variable PASSWORD:");
        }
        List<String> then = new ArrayList<>();
        if (server.isData()) {
            first.add("# move the shards away, and wait until the members that go have none:");
            first.add(curl(server, "PUT", "_cluster/settings", allocation("\"" + removed + "\"")));
            first.add(curl(server, "GET", "_cat/allocation?v", ""));
            then.add(curl(server, "PUT", "_cluster/settings", allocation("null")));
        }
        if (server.isMaster()) {
            first.add("# take the votes away:");
            first.add(curl(server, "POST", "_cluster/voting_config_exclusions?node_names=" + removed, ""));
            then.add("# when the pods are gone:");
            then.add(curl(server, "DELETE", "_cluster/voting_config_exclusions", ""));
        }
        boolean half = server.isMaster() && (was - is) * 2 >= was;
        Rule rule = half ? HALF : server.isMaster() ? MASTER : DATA;
        return new ScaleContract(
                Effect.AT_RISK,
                rule,
                server.isMaster() ? is + " masters bear the loss of " + (is - 1) / 2 : "",
                first,
                then);
    }

    private static String[] growing(boolean ofStack) {
        return ofStack
                ? new String[] {
                    "# two steps: first, still with one member, say .foundingReplicas(1), which takes discovery.type away;",
                    "# when it is green, say .founded(), and then the new number"
                }
                : new String[] {
                    "# two steps: first, still with one member, remove discovery.type and set discovery.seed_hosts;",
                    "# when it is green, the new number, without cluster.initial_master_nodes"
                };
    }

    private static String allocation(String names) {
        return "{\"persistent\":{\"cluster.routing.allocation.exclude._name\":" + names + "}}";
    }

    private static boolean hasPassword(Server server) {
        return !server.is("xpack.security.enabled", "false");
    }

    private static String curl(Server server, String method, String path, String body) {
        boolean tls = server.is("xpack.security.http.ssl.enabled", "true");
        return Kubectl.in(server.workload().document()) + " exec "
                + server.workload().name() + "-"
                + server.workload().firstOrdinal() + " -c " + Nodes.text(server.container(), "name")
                + " -- curl -s" + (tls ? "k" : "") + (hasPassword(server) ? " -u \"elastic:$PASSWORD\"" : "")
                + " -X " + method + " '" + (tls ? "https" : "http") + "://localhost:9200/" + path + "'"
                + (body.isEmpty() ? "" : " -H 'Content-Type: application/json' -d '" + body + "'");
    }

    // ---- what members keep on their disks

    @Override
    public void look(Versions versions, Verdicts verdicts) {
        for (SetPair set : versions.sets()) {
            Server before = server(set.before().document());
            Server after = server(set.after().document());
            if (before != null && after != null) {
                Members members = new Members(set, before, after, versions, verdicts);
                members.founders();
                members.roles();
                members.name();
                members.image();
            }
        }
    }

    /** One set of members in both versions. */
    private record Members(SetPair set, Server before, Server after, Versions versions, Verdicts verdicts) {
        private void add(Rule rule, String variable, String what, String... todo) {
            MapNode old = before.variable(variable);
            MapNode now = after.variable(variable);
            verdicts.add(
                    Effect.AT_RISK,
                    rule,
                    set.pair()
                            .spot(
                                    "spec.template.spec.containers[" + Nodes.text(after.container(), "name") + "].env["
                                            + variable + "]",
                                    old == null ? before.container().get("env") : old,
                                    now == null ? after.container().get("env") : now),
                    what,
                    todo);
        }

        /** An empty list is one that is not there: members that have formed a cluster need none. */
        void founders() {
            List<String> old = list(before, versions.before());
            List<String> now = list(after, versions.after());
            if (now.isEmpty() || new TreeSet<>(old).equals(new TreeSet<>(now))) {
                return;
            }
            add(
                    INITIAL,
                    LIST,
                    (old.isEmpty() ? "(none)" : String.join(",", old)) + " -> " + String.join(",", now),
                    set.after().document().isOfStack()
                            ? "# once the cluster is green: .founded(), and delete the ConfigMap of founders; until then"
                                    + " .foundingReplicas(" + Math.max(1, old.size()) + ")"
                            : "# remove " + LIST + " once the cluster is green, and never set it again");
        }

        private static List<String> list(Server server, List<Document> documents) {
            MapNode variable = server.variable(LIST);
            if (variable == null) {
                return List.of();
            }
            String literal = Server.literal(variable);
            if (literal != null) {
                return Server.items(literal);
            }
            String map = Nodes.text(variable, "valueFrom", "configMapKeyRef", "name");
            String key = Nodes.text(variable, "valueFrom", "configMapKeyRef", "key");
            for (Document document : documents) {
                if (document.kind().equals("ConfigMap")
                        && document.name().equals(map)
                        && document.namespace().equals(server.workload().namespace())) {
                    return Server.items(Nodes.text(document.root(), "data", key));
                }
            }
            return List.of();
        }

        void roles() {
            List<String> lost = new ArrayList<>();
            if (before.isData() && !after.isData()) {
                lost.add("data");
            }
            if (before.isMaster() && !after.isMaster()) {
                lost.add("master");
            }
            if (!lost.isEmpty()) {
                add(
                        ROLE,
                        ROLES,
                        roles(before) + " -> " + roles(after) + ": without " + String.join(" and ", lost),
                        "# keep the roles of a set that has volumes; make a new set with the other roles, let shards and",
                        "# votes move there, and scale the old one down");
            }
        }

        private static String roles(Server server) {
            String roles = server.value(ROLES);
            return roles == null ? "(all)" : roles;
        }

        void name() {
            String old = before.value(CLUSTER);
            String now = after.value(CLUSTER);
            if (old != null && now != null && !old.equals(now)) {
                add(
                        NAME,
                        CLUSTER,
                        old + " -> " + now,
                        set.after().document().isOfStack() ? "# keep it: .clusterName(\"" + old + "\")" : "# keep it");
            }
        }

        void image() {
            Version was = version(before);
            Version is = version(after);
            if (was == null || is == null) {
                return;
            }
            String stop = stopBetween(was, is);
            if (is.isAtLeast(was) && stop == null) {
                return;
            }
            verdicts.add(
                    Effect.AT_RISK,
                    stop == null ? OLDER : SKIPPED,
                    set.pair()
                            .spot(
                                    "spec.template.spec.containers[" + Nodes.text(after.container(), "name")
                                            + "].image",
                                    before.container().get("image"),
                                    after.container().get("image")),
                    "Elasticsearch " + was + " -> " + is,
                    stop == null
                            ? "# restore a snapshot that was taken before the upgrade, into a new cluster"
                            : "# " + stop);
        }

        /** What has to be done before a new major version; null where the step is right. */
        private static @Nullable String stopBetween(Version was, Version is) {
            if (is.major() <= was.major()) {
                return null;
            }
            if (is.major() > was.major() + 1) {
                return "one major version after the other, each from the last minor version of the one before";
            }
            boolean toNine = is.major() == 9 && is.minor() == 0;
            if (toNine && was.isAtLeast(Version.of(8, 19, 0))) {
                return "9.0 is reached from 8.18 only: go to 9.1 or newer";
            }
            Version last = switch (is.major()) {
                case 8 -> Version.of(7, 17, 0);
                case 9 -> Version.of(8, toNine ? 18 : 19, 0);
                default -> was;
            };
            return was.isAtLeast(last)
                    ? null
                    : "two steps: the latest " + last.major() + "." + last.minor()
                            + " first, and when all members have it and the cluster is green, " + is;
        }

        private static @Nullable Version version(Server server) {
            ImageReference reference = ImageReference.parse(Nodes.text(server.container(), "image"));
            ElasticsearchImage image = reference == null ? null : ElasticsearchImage.recognise(reference);
            return image == null ? null : image.version();
        }
    }
}
