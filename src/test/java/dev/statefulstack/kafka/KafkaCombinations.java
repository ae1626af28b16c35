package dev.statefulstack.kafka;

import dev.statefulstack.StatefulStack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every topology with every family of images, at both ends of what is known of it, with every protection of clients. */
final class KafkaCombinations {
    private KafkaCombinations() {}

    /** {@code <topology>-<image>-<protection>}. */
    static Map<String, KafkaStack> legal() {
        KafkaStack production = StatefulStack.kafka("kafka").namespace("production");
        Map<String, KafkaStack> stacks = new LinkedHashMap<>();
        topologies()
                .forEach((topology, shape) -> images().forEach((image, reference) -> protections()
                        .forEach((protection, protect) -> stacks.put(
                                topology + "-" + image + "-" + protection,
                                protect.apply(shape.apply(production).image(reference))))));
        return stacks;
    }

    static Map<String, UnaryOperator<KafkaStack>> topologies() {
        Map<String, UnaryOperator<KafkaStack>> topologies = new LinkedHashMap<>();
        topologies.put("combined", stack -> stack.replicas(3));
        topologies.put("dedicated", stack -> stack.replicas(5).dedicatedControllers(3));
        return topologies;
    }

    static Map<String, String> images() {
        Map<String, String> images = new LinkedHashMap<>();
        images.put("apache-3.9", "apache/kafka:3.9.1");
        images.put("apache-4.4", "apache/kafka:4.4.0");
        images.put("confluent-7.6", "confluentinc/cp-kafka:7.6.0");
        images.put("confluent-8.2", "confluentinc/cp-kafka:8.2.0");
        return images;
    }

    static Map<String, UnaryOperator<KafkaStack>> protections() {
        Map<String, UnaryOperator<KafkaStack>> protections = new LinkedHashMap<>();
        protections.put("plaintext", stack -> stack);
        protections.put("tls", stack -> stack.tls("kafka-tls"));
        protections.put("mutual-tls", stack -> stack.tls("kafka-tls").clientCertificates());
        protections.put("scram", stack -> stack.scram("kafka-users", "alice", "bob"));
        protections.put("scram-tls", stack -> stack.tls("kafka-tls").scram("kafka-users", "alice", "bob"));
        return protections;
    }
}
