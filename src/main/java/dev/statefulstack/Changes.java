package dev.statefulstack;

import dev.statefulstack.cassandra.CassandraChange;
import dev.statefulstack.change.Change;
import dev.statefulstack.change.Snapshot;
import dev.statefulstack.change.SystemRules;
import dev.statefulstack.custom.CustomChange;
import dev.statefulstack.elasticsearch.ElasticsearchChange;
import dev.statefulstack.kafka.KafkaChange;
import dev.statefulstack.plan.KubernetesVersion;
import java.nio.file.Path;
import java.util.List;

/**
 * What Kubernetes will do with the next change of manifests, ours or anybody's.
 *
 * <pre>{@code
 * Change change = Changes.between(Snapshot.read("HEAD:deploy"), Snapshot.ofFiles("deploy", stack.manifests().files()));
 * if (change.has(Effect.FAILING)) {
 *     System.out.print(change.text());
 * }
 * }</pre>
 */
public final class Changes {
    /** The version of Kubernetes that stacks are for unless they say otherwise. */
    static final KubernetesVersion DEFAULT = KubernetesVersion.POD_INDEX_LABEL;

    /** What each system knows of its members. The last takes what no other has. */
    private static final List<SystemRules> SYSTEMS =
            List.of(new KafkaChange(), new CassandraChange(), new ElasticsearchChange(), new CustomChange());

    private Changes() {}

    /**
     * Compares two folders or files, on Kubernetes 1.28.
     *
     * @throws dev.statefulstack.change.UnusableInputException if one cannot be read, or they have no object in common
     */
    public static Change between(Path old, Path now) {
        return between(Snapshot.of(old), Snapshot.of(now));
    }

    /**
     * Compares two versions, on Kubernetes 1.28.
     *
     * @throws dev.statefulstack.change.UnusableInputException if they have no object in common
     */
    public static Change between(Snapshot old, Snapshot now) {
        return between(old, now, DEFAULT, DEFAULT);
    }

    /**
     * Compares two versions.
     *
     * @param from the cluster's version that the old manifests run on
     * @param to the cluster's version that the new ones are applied to
     * @throws dev.statefulstack.change.UnusableInputException if they have no object in common
     */
    public static Change between(Snapshot old, Snapshot now, KubernetesVersion from, KubernetesVersion to) {
        return Change.between(old, now, SYSTEMS, from, to);
    }
}
