package dev.statefulstack;

import dev.statefulstack.cassandra.CassandraManifests;
import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.custom.CustomStack;
import dev.statefulstack.deployment.DeploymentStack;
import dev.statefulstack.elasticsearch.ElasticsearchManifests;
import dev.statefulstack.elasticsearch.ElasticsearchStack;
import dev.statefulstack.kafka.KafkaManifests;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.lint.Lint;
import java.util.List;

/**
 * Where stacks begin.
 *
 * <pre>{@code
 * System.out.print(StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml());
 * }</pre>
 */
public final class StatefulStack {
    private StatefulStack() {}

    /**
     * Rules for anybody's YAML, the same that the stacks here are held to: files, folders with all that ends in .yaml,
     * .yml or .json, and patterns. Nothing is read before {@link Lint#run}.
     */
    public static Lint lint(String... paths) {
        return Lint.of(paths)
                .with(List.of(KafkaManifests.checks(), CassandraManifests.checks(), ElasticsearchManifests.checks()));
    }

    /** An Apache Kafka cluster. The name is that of the client Service and the StatefulSet. */
    public static KafkaStack kafka(String name) {
        return KafkaStack.named(name);
    }

    /** An Apache Cassandra cluster. The name is that of the client Service and the StatefulSet, unless it has racks. */
    public static CassandraStack cassandra(String name) {
        return CassandraStack.named(name);
    }

    /** An Elasticsearch cluster. The name is that of the client Service. */
    public static ElasticsearchStack elasticsearch(String name) {
        return ElasticsearchStack.named(name);
    }

    /** Any other system with members that keep names and numbers. Say its image and a port. */
    public static CustomStack of(String name) {
        return CustomStack.named(name);
    }

    /** Pods without names of their own, among which clients choose by DNS, as gRPC clients do. Say image and port. */
    public static DeploymentStack headlessDeployment(String name) {
        return DeploymentStack.named(name);
    }
}
