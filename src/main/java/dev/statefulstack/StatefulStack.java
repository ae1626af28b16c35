package dev.statefulstack;

import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.elasticsearch.ElasticsearchStack;
import dev.statefulstack.kafka.KafkaStack;

/**
 * Where stacks begin.
 *
 * <pre>{@code
 * System.out.print(StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml());
 * }</pre>
 */
public final class StatefulStack {
    private StatefulStack() {}

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
}
