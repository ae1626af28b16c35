package com.example.platform;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.cassandra.CassandraStack;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.List;

/** What runs where. What all environments share stands once; each environment says what is different. */
public final class Platform implements StackProvider {
    private static final KafkaStack EVENTS =
            StatefulStack.kafka("events").image("apache/kafka:4.4.0").label("team", "platform");

    private static final CassandraStack ORDERS =
            StatefulStack.cassandra("orders").image("cassandra:5.0.8").label("team", "shop");

    @Override
    public List<Environment> environments() {
        return List.of(staging(), production());
    }

    static Environment staging() {
        return Environment.of(
                "staging",
                EVENTS.namespace("staging").replicas(1).storage("20Gi"),
                ORDERS.namespace("staging").replicas(1).memory("4Gi").storage("20Gi"));
    }

    static Environment production() {
        return Environment.of(
                "production",
                EVENTS.namespace("production").replicas(3).storage("200Gi").memory("8Gi"),
                ORDERS.namespace("production").replicas(3).storage("500Gi").cpu("4").memory("16Gi"));
    }
}
