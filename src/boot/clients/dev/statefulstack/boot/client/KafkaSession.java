package dev.statefulstack.boot.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka client; the first argument of each command is where to connect first. */
final class KafkaSession implements Main.Session {
    private final List<String> options;
    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private volatile boolean writing;
    private Thread writer;

    /** @param options settings of each client as key=value */
    KafkaSession(List<String> options) {
        this.options = options;
    }

    @Override
    public String run(String command, List<String> arguments) throws Exception {
        String bootstrap = arguments.get(0);
        return switch (command) {
            case "quorum" -> quorum(bootstrap);
            case "brokers" -> brokers(bootstrap);
            case "controllers" -> controllers(bootstrap);
            case "create" -> create(bootstrap, arguments.get(1));
            case "in-sync" -> inSync(bootstrap, arguments.get(1));
            case "write" -> write(bootstrap, arguments.get(1), Integer.parseInt(arguments.get(2)));
            case "start-writing" -> startWriting(bootstrap, arguments.get(1));
            case "stop-writing" -> stopWriting();
            case "verify" -> verify(bootstrap, arguments.get(1));
            default -> throw new IllegalArgumentException(command);
        };
    }

    private Properties properties(String bootstrap) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrap);
        properties.setProperty("request.timeout.ms", "10000");
        properties.setProperty("default.api.timeout.ms", "20000");
        options.forEach(option -> {
            int equals = option.indexOf('=');
            properties.setProperty(option.substring(0, equals), option.substring(equals + 1));
        });
        return properties;
    }

    /** The leader, then each voter with the endpoints that the quorum knows it by. */
    private String quorum(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(properties(bootstrap))) {
            QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get(20, TimeUnit.SECONDS);
            Map<Integer, QuorumInfo.Node> nodes = quorum.nodes();
            return "leader=" + quorum.leaderId() + " voters="
                    + quorum.voters().stream()
                            .map(voter -> voter.replicaId()
                                    + Optional.ofNullable(nodes.get(voter.replicaId()))
                                            .map(node -> node.endpoints().stream()
                                                    .map(endpoint -> "@" + endpoint.host() + ":" + endpoint.port())
                                                    .collect(Collectors.joining()))
                                            .orElse(""))
                            .sorted()
                            .collect(Collectors.joining(","));
        }
    }

    private String brokers(String bootstrap) throws Exception {
        return nodes(properties(bootstrap));
    }

    /** The controllers that the one at the address knows. */
    private String controllers(String bootstrap) throws Exception {
        Properties properties = properties(bootstrap);
        properties.remove("bootstrap.servers");
        properties.setProperty("bootstrap.controllers", bootstrap);
        return nodes(properties);
    }

    private static String nodes(Properties properties) throws Exception {
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().nodes().get(20, TimeUnit.SECONDS).stream()
                    .map(node -> node.id() + "@" + node.host() + ":" + node.port())
                    .sorted()
                    .collect(Collectors.joining(","));
        }
    }

    /** With the cluster's own defaults of replication. */
    private String create(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(properties(bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            return topic;
        }
    }

    /** For each partition the number of replicas and of those in sync. */
    private String inSync(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(properties(bootstrap))) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get(20, TimeUnit.SECONDS).get(topic).partitions().stream()
                    .map(partition ->
                            partition.replicas().size() + "/" + partition.isr().size())
                    .distinct()
                    .collect(Collectors.joining(","));
        }
    }

    private KafkaProducer<String, String> producer(String bootstrap) {
        Properties properties = properties(bootstrap);
        properties.setProperty("acks", "all");
        properties.setProperty("delivery.timeout.ms", "60000");
        properties.setProperty("request.timeout.ms", "5000");
        properties.setProperty("max.block.ms", "30000");
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private String write(String bootstrap, String topic, int count) throws Exception {
        int first = acknowledged.size();
        try (KafkaProducer<String, String> producer = producer(bootstrap)) {
            for (int i = first; i < first + count; i++) {
                producer.send(new ProducerRecord<>(topic, Integer.toString(i), Integer.toString(i)))
                        .get(60, TimeUnit.SECONDS);
                acknowledged.add(i);
            }
        }
        return Integer.toString(acknowledged.size());
    }

    /** Goes on until it is told to stop; what fails is tried no second time, and was not acknowledged. */
    private String startWriting(String bootstrap, String topic) {
        int first = acknowledged.size();
        writing = true;
        writer = new Thread(() -> {
            try (KafkaProducer<String, String> producer = producer(bootstrap)) {
                for (int i = first; writing; i++) {
                    int number = i;
                    producer.send(
                            new ProducerRecord<>(topic, Integer.toString(i), Integer.toString(i)), (metadata, failure) -> {
                                if (failure == null) {
                                    acknowledged.add(number);
                                }
                            });
                    Thread.sleep(20);
                }
            } catch (Exception e) {
                System.err.println("writer: " + e);
            }
        });
        writer.start();
        return "writing";
    }

    private String stopWriting() throws InterruptedException {
        writing = false;
        writer.join();
        return Integer.toString(acknowledged.size());
    }

    /** How many of the acknowledged writes are there, and which are lost. */
    private String verify(String bootstrap, String topic) {
        Properties properties = properties(bootstrap);
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("group.id", "verify-" + System.nanoTime());
        Set<Integer> missing = new TreeSet<>(acknowledged);
        int count = missing.size();
        List<Integer> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            // In a group, so that the internal topic of offsets has to work as well.
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!missing.isEmpty() && System.nanoTime() < end) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(record -> {
                    read.add(Integer.valueOf(record.value()));
                    missing.remove(Integer.valueOf(record.value()));
                });
            }
            consumer.commitSync();
        }
        return "acknowledged=" + count + " lost=" + missing;
    }
}
