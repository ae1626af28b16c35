package dev.statefulstack.custom;

import dev.statefulstack.change.Effect;
import dev.statefulstack.change.ScaleContract;
import dev.statefulstack.change.SetPair;
import dev.statefulstack.change.SystemRules;
import dev.statefulstack.change.Verdicts;
import dev.statefulstack.change.Versions;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.tree.MapNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What systems that have no package of their own ask of people when their number of members changes, by image. */
public final class CustomChange implements SystemRules {
    private static final Rule BY_HAND = Rule.warning(
            "members-by-hand",
            "Kubernetes starts and stops pods; who is a member, the system itself has to be told",
            "the system's documentation");
    private static final Rule BY_ITSELF =
            Rule.info("members-by-itself", "the system takes new members in", "the system's documentation");

    static final List<Rule> RULES = List.of(BY_HAND, BY_ITSELF);

    /**
     * The two directions of one system; {@code %s} is one of the pods.
     *
     * @param up empty where new members join by themselves
     * @param afterUp what is left to do then; may be empty
     */
    private record Contract(String up, String afterUp, String down, String afterDown) {}

    private static final Map<String, Contract> CONTRACTS = new LinkedHashMap<>();

    static {
        // apache/zookeeper zookeeperReconfig: rolling restarts for membership changes are called error-prone there.
        Contract zookeeper = new Contract(
                "membership is static: use zkCli.sh reconfig -add, with reconfigEnabled=true and a dynamicConfigFile on the"
                        + " claim",
                "",
                "zkCli.sh reconfig -remove, with reconfigEnabled=true and a dynamicConfigFile on the claim",
                "");
        CONTRACTS.put("zookeeper", zookeeper);
        // etcd-io/website op-guide/runtime-configuration.
        CONTRACTS.put(
                "etcd",
                new Contract(
                        "etcdctl member add %s --peer-urls=...; then one more with --initial-cluster-state existing and"
                                + " exactly the members listed; one at a time",
                        "",
                        "etcdctl member remove, with the id of %s; one at a time",
                        "delete the claim of %s: a member that was removed exits when it finds its old data"));
        // rabbitmq/rabbitmq-website docs/clustering.md.
        CONTRACTS.put(
                "rabbitmq",
                new Contract(
                        "",
                        "queues stay where they are: rabbitmq-queues grow",
                        "rabbitmq-queues shrink rabbit@%s",
                        "rabbitmqctl forget_cluster_node rabbit@%s..., and delete the claim before the pod returns"));
        // nats-io/nats.docs jetstream_clustering/administration.md.
        CONTRACTS.put(
                "nats",
                new Contract(
                        "",
                        "existing streams keep their replicas: nats stream edit --replicas",
                        "nats server cluster peer-remove %s, or the dead peer counts in the quorum",
                        "never bring %s back under its name with an empty disk"));
        Contract mongo = new Contract(
                "", "rs.add(\"%s...\") on the primary", "rs.remove(\"%s...\") on the primary; one at a time", "");
        CONTRACTS.put("mongo", mongo);
        CONTRACTS.put("mongodb", mongo);
        // cockroachdb/docs orchestration/kubernetes-remove-nodes-insecure.md.
        CONTRACTS.put(
                "cockroach",
                new Contract("", "", "cockroach node decommission, with the id of %s", "delete the claim of %s"));
        CONTRACTS.put(
                "consul", new Contract("", "", "consul leave on %s; one at a time, and end with an odd number", ""));
        Contract vault = new Contract("", "unseal %s", "vault operator raft remove-peer %s", "delete the claim of %s");
        CONTRACTS.put("vault", vault);
        CONTRACTS.put("openbao", vault);
        CONTRACTS.put(
                "clickhouse-server",
                new Contract(
                        "",
                        "create the replicated tables on %s, or restore them",
                        "let other replicas catch up: SYSTEM SYNC REPLICA",
                        "SYSTEM DROP REPLICA for each table of %s"));
        CONTRACTS.put(
                "clickhouse-keeper",
                new Contract(
                        "reconfig, with enable_reconfiguration; else membership is static",
                        "",
                        "reconfig, with enable_reconfiguration; else membership is static",
                        ""));
        CONTRACTS.put(
                "hazelcast",
                new Contract("", "", "one at a time, with graceful shutdown on: as many as backup-count may go", ""));
        // apache/bookkeeper decommission.md.
        CONTRACTS.put(
                "bookkeeper",
                new Contract(
                        "",
                        "",
                        "bin/bookkeeper shell decommissionbookie for %s, when it is stopped",
                        "remove its cookie"));
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public boolean owns(Workload set) {
        return contract(set) != null;
    }

    /** Nothing is known of their formats. */
    @Override
    public boolean judgesImages() {
        return false;
    }

    private static @Nullable Contract contract(Workload set) {
        for (MapNode container : set.containers()) {
            ImageReference image = ImageReference.parse(Nodes.text(container, "image"));
            Contract contract = image == null ? null : CONTRACTS.get(image.lastSegment());
            if (contract != null) {
                return contract;
            }
        }
        return null;
    }

    @Override
    public @Nullable ScaleContract scaling(SetPair set, Versions versions) {
        Contract contract = contract(set.after());
        if (contract == null) {
            return null;
        }
        boolean up = set.after().replicas() > set.before().replicas();
        List<String> pods = up ? set.addedPods() : set.removedPods();
        String first = up ? contract.up() : contract.down();
        return new ScaleContract(
                first.isEmpty() ? Effect.IN_PLACE : Effect.AT_RISK,
                first.isEmpty() ? BY_ITSELF : BY_HAND,
                "",
                lines(first, pods),
                lines(up ? contract.afterUp() : contract.afterDown(), pods));
    }

    /** The line for each pod that it names, else once. */
    private static List<String> lines(String line, List<String> pods) {
        if (line.isEmpty()) {
            return List.of();
        }
        if (!line.contains("%s")) {
            return List.of("# " + line);
        }
        return pods.stream().map(pod -> "# " + line.replace("%s", pod)).toList();
    }

    @Override
    public void look(Versions versions, Verdicts verdicts) {
        // Of what such systems keep on their disks nothing is known but what holds for all.
    }
}
