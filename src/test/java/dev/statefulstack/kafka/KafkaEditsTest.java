package dev.statefulstack.kafka;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.warning;
import static dev.statefulstack.Resources.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each thing that an edit of the finished objects can break. */
class KafkaEditsTest {
    private static final KafkaStack GOOD =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    private static final KafkaStack DEDICATED = GOOD.dedicatedControllers(3);

    private static final KafkaStack CONFLUENT = GOOD.image("confluentinc/cp-kafka:7.6.0");

    private static final String DOMAIN = ".kafka-headless.production.svc.cluster.local";

    private static final String OWN = "$(POD_NAME)" + DOMAIN;

    private static KafkaStack edited(Consumer<StatefulSet> edit) {
        return GOOD.edit(StatefulSet.class, "kafka", edit);
    }

    private static KafkaStack with(String name, String value) {
        return with(GOOD, "kafka", name, value);
    }

    private static KafkaStack with(KafkaStack stack, String set, String name, String value) {
        return stack.edit(StatefulSet.class, set, s -> put(s, name, value));
    }

    private static void put(StatefulSet set, String name, String value) {
        for (EnvVar variable : container(set).getEnv()) {
            if (variable.getName().equals(name)) {
                variable.setValueFrom(null);
                variable.setValue(value);
                return;
            }
        }
        container(set).getEnv().add(new EnvVar(name, value, null));
    }

    private static KafkaStack without(KafkaStack stack, String set, String name) {
        return stack.edit(
                StatefulSet.class,
                set,
                s -> container(s)
                        .getEnv()
                        .removeIf(variable -> variable.getName().equals(name)));
    }

    private static KafkaStack advertised(String value) {
        return with("KAFKA_ADVERTISED_LISTENERS", value);
    }

    private static KafkaStack voters(String... voters) {
        return with("KAFKA_CONTROLLER_QUORUM_VOTERS", String.join(",", voters));
    }

    private static String voter(int id, int ordinal) {
        return id + "@kafka-" + ordinal + DOMAIN + ":9093";
    }

    private static KafkaStack linked(KafkaStack stack) {
        return stack.edit(
                StatefulSet.class,
                "kafka",
                set -> set.getSpec().getTemplate().getSpec().setEnableServiceLinks(true));
    }

    private static void runs(Probe probe, String... words) {
        probe.setTcpSocket(null);
        probe.setExec(new ExecAction(new ArrayList<>(List.of(words))));
    }

    private static void unmount(StatefulSet set, String volume) {
        container(set).getVolumeMounts().removeIf(mount -> mount.getName().equals(volume));
    }

    static Stream<BadInput> names() {
        return Stream.of(
                error(
                        linked(CONFLUENT),
                        "kafka-service-links",
                        "the Service 'kafka' becomes KAFKA_PORT",
                        "enableServiceLinks: false"),
                error(
                        CONFLUENT.edit(
                                StatefulSet.class,
                                "kafka",
                                set -> set.getSpec().getTemplate().getSpec().setEnableServiceLinks(null)),
                        "kafka-service-links",
                        "KAFKA_PORT"),
                error(
                        linked(StatefulStack.kafka("kafka").namespace("production"))
                                .edit(
                                        Service.class,
                                        "kafka",
                                        service -> service.getMetadata().setName("kafka-jmx")),
                        "kafka-service-links",
                        "KAFKA_JMX_PORT"),
                warning(linked(GOOD), "kafka-service-links-read", "KAFKA_PORT"),
                error(
                        GOOD.edit(
                                Service.class,
                                "kafka-headless",
                                service -> service.getSpec().setPublishNotReadyAddresses(null)),
                        "kafka-voters-not-published",
                        "3 voters of kafka"),
                error(
                        advertised("CLIENT://$(POD_NAME).kafka-headless.production.svc.k8s.example.com:9092,INTERNAL://"
                                + OWN + ":9091"),
                        "kafka-cluster-domains-mixed",
                        "cluster.local and k8s.example.com",
                        ".clusterDomain(name)"));
    }

    static Stream<BadInput> quorum() {
        return Stream.of(
                error(with("CLUSTER_ID", ""), "kafka-cluster-id-lost", "CLUSTER_ID is not set"),
                error(without(GOOD, "kafka", "CLUSTER_ID"), "kafka-cluster-id-lost", "CLUSTER_ID is not set"),
                error(with("CLUSTER_ID", "production"), "kafka-cluster-id-lost", "'production'", ".clusterId(id)"),
                error(with("CLUSTER_ID", "5L6g3nShT-eMCtK--X86sw"), "kafka-cluster-id-public", "constant"),
                error(
                        with(DEDICATED, "kafka-broker", "CLUSTER_ID", "rHHPmRBPTXW7rRJ4sWC3_Q"),
                        "kafka-cluster-id-differs",
                        "kafka-broker",
                        "rHHPmRBPTXW7rRJ4sWC3_Q, and that of kafka-controller is 6S8L-NwnAfy42lC-Vi3LSQ"),
                error(
                        with(
                                DEDICATED,
                                "kafka-broker",
                                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                                "0@kafka-controller-0.kafka-controller-headless.production.svc.cluster.local:9093"),
                        "kafka-voters-differ",
                        "that of kafka-controller is '0@kafka-controller-0."),
                error(voters(voter(0, 0), voter(1, 1), voter(1, 1)), "kafka-voter-twice", "1@kafka-1."),
                error(voters(voter(0, 0), voter(1, 1), voter(2, 1)), "kafka-voter-twice", "2@kafka-1."),
                error(voters(voter(0, 0), voter(1, 1)), "kafka-voters-incomplete", "2 voters, and 3 nodes vote"),
                error(without(GOOD, "kafka", "KAFKA_CONTROLLER_QUORUM_VOTERS"), "kafka-voters-incomplete", "0 voters"),
                error(
                        voters(voter(1, 0), voter(2, 1), voter(3, 2)),
                        "kafka-voter-is-no-node",
                        "1@kafka-0.",
                        "the id of kafka-0 is 0"),
                error(
                        voters(voter(0, 0), voter(1, 1), "2@kafka.production.svc.cluster.local:9093"),
                        "kafka-voter-is-no-node",
                        "'kafka' is no node that votes"),
                error(
                        voters(voter(0, 0), voter(1, 1), "2@kafka-2" + DOMAIN + ":9092"),
                        "kafka-voter-is-no-node",
                        "its controller listens on 9093"),
                error(with("KAFKA_NODE_ID", "1"), "kafka-node-id-shared", "the id 1 is that of a node of kafka too"),
                error(
                        DEDICATED.edit(
                                StatefulSet.class,
                                "kafka-broker",
                                set -> set.getSpec().setOrdinals(null)),
                        "kafka-node-id-shared",
                        "the id 0",
                        "kafka-controller too",
                        "100"));
    }

    static Stream<BadInput> listeners() {
        return Stream.of(
                error(
                        advertised("CLIENT://kafka.production.svc.cluster.local:9092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-not-own",
                        "CLIENT://kafka.production.svc.cluster.local:9092 is not the name of the pod",
                        "CLIENT://" + OWN.replace("cluster.local", "<cluster domain>") + ":9092"),
                error(
                        advertised("CLIENT://kafka-0" + DOMAIN + ":9092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-not-own",
                        "kafka-0"),
                error(
                        advertised("CLIENT://$(POD_NAME):9092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-not-own",
                        "CLIENT://$(POD_NAME):9092"),
                error(
                        advertised("CLIENT://0.0.0.0:9092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-not-own",
                        "0.0.0.0:9092 is no address"),
                error(
                        advertised("CLIENT://kafka.example.com:9092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-not-own",
                        "the same for all 3 nodes"),
                error(
                        advertised("CLIENT://" + OWN + ":30092,INTERNAL://" + OWN + ":9091"),
                        "kafka-advertised-port",
                        ":30092 is advertised, and the pod listens on 9092"),
                error(
                        advertised("CLIENT://" + OWN + ":9091,INTERNAL://" + OWN + ":9091"),
                        "kafka-listener-address-twice",
                        "INTERNAL://" + OWN + ":9091"),
                error(
                        with("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9091"),
                        "kafka-listener-address-twice",
                        "CONTROLLER://:9091"),
                error(
                        with(
                                GOOD.image("apache/kafka:3.8.1"),
                                "kafka",
                                "KAFKA_ADVERTISED_LISTENERS",
                                "CLIENT://" + OWN + ":9092,INTERNAL://" + OWN + ":9091,CONTROLLER://" + OWN + ":9093"),
                        "kafka-controller-advertised",
                        "broker,controller of Kafka 3.8.1"),
                error(
                        with(
                                DEDICATED,
                                "kafka-controller",
                                "KAFKA_ADVERTISED_LISTENERS",
                                "CONTROLLER://$(POD_NAME).kafka-controller-headless.production.svc.cluster.local:9093"),
                        "kafka-controller-advertised",
                        "by controller of Kafka 4.4.0"),
                error(
                        DEDICATED
                                .image("confluentinc/cp-kafka:8.2.0")
                                .edit(
                                        StatefulSet.class,
                                        "kafka-controller",
                                        s -> container(s).setCommand(List.of())),
                        "kafka-advertised-empty",
                        "of Kafka 4.2.0",
                        "bash -ec 'unset KAFKA_ADVERTISED_LISTENERS; exec /etc/confluent/docker/run'"),
                error(
                        DEDICATED
                                .image("confluentinc/cp-kafka:8.2.0")
                                .edit(
                                        StatefulSet.class,
                                        "kafka-controller",
                                        s -> container(s)
                                                .setCommand(List.of("bash", "-ec", "exec /etc/confluent/docker/run"))),
                        "kafka-advertised-empty",
                        "of Kafka 4.2.0"),
                error(
                        with("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT"),
                        "kafka-listener-unmapped",
                        "it lacks CONTROLLER"),
                error(
                        with("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091"),
                        "kafka-listener-role",
                        "CONTROLLER is not in listeners",
                        "broker,controller"),
                error(
                        with(
                                DEDICATED,
                                "kafka-broker",
                                "KAFKA_LISTENERS",
                                "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9093"),
                        "kafka-listener-role",
                        "CONTROLLER is in listeners"),
                error(advertised("CLIENT://" + OWN + ":9092"), "kafka-listener-role", "INTERNAL is between brokers"),
                error(
                        advertised("CLIENT://" + OWN + ":9092,INTERNAL://" + OWN + ":9091,EXTERNAL://" + OWN + ":9094"),
                        "kafka-listener-role",
                        "EXTERNAL is advertised and is not in listeners"));
    }

    static Stream<BadInput> disks() {
        return Stream.of(
                error(
                        with("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
                        "kafka-log-dirs-is-mount",
                        "/var/lib/kafka/data is the mount of 'data'",
                        "/var/lib/kafka/data/kafka-log"),
                error(with("KAFKA_LOG_DIRS", "/var/lib/kafka/data/"), "kafka-log-dirs-is-mount", "'data'"),
                error(with("KAFKA_LOG_DIRS", "/srv/kafka"), "kafka-data-not-on-volume", "/srv/kafka is below no mount"),
                error(with("KAFKA_LOG_DIRS", "/tmp/kafka"), "kafka-data-not-on-volume", "the volume 'tmp'"),
                error(
                        without(GOOD, "kafka", "KAFKA_LOG_DIRS"),
                        "kafka-data-not-on-volume",
                        "log.dirs is not set",
                        "/tmp/kafka-logs"),
                error(
                        edited(set -> unmount(set, "config")),
                        "kafka-scratch-read-only",
                        "nothing is mounted at /opt/kafka/config"),
                warning(
                        edited(set -> set.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getSecurityContext()
                                .setFsGroup(null)),
                        "kafka-no-fsgroup",
                        "fsGroup: 1000"));
    }

    static Stream<BadInput> replication() {
        return Stream.of(
                error(
                        with("KAFKA_DEFAULT_REPLICATION_FACTOR", "5"),
                        "kafka-replication-over-brokers",
                        "default.replication.factor is 5, and there are 3 brokers"),
                error(
                        without(GOOD.replicas(1), "kafka", "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"),
                        "kafka-replication-over-brokers",
                        "offsets.topic.replication.factor is 3, and there are 1 brokers"),
                error(
                        with("KAFKA_MIN_INSYNC_REPLICAS", "4"),
                        "kafka-min-isr-over-replicas",
                        "min.insync.replicas is 4, and default.replication.factor is 3"),
                error(
                        without(DEDICATED, "kafka-controller", "KAFKA_DEFAULT_REPLICATION_FACTOR"),
                        "kafka-min-isr-over-replicas",
                        "min.insync.replicas is 2, and default.replication.factor is 1"),
                warning(with("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "3"), "kafka-min-isr-without-spare", "are both 3"));
    }

    static Stream<BadInput> lifecycle() {
        return Stream.of(
                error(
                        edited(set -> set.getSpec().setPodManagementPolicy("OrderedReady")),
                        "kafka-ordered-start",
                        "3 nodes start one after the other",
                        "podManagementPolicy: Parallel"),
                error(
                        edited(set -> set.getSpec().setPodManagementPolicy(null)),
                        "kafka-ordered-start",
                        "one after the other"),
                error(
                        edited(set -> {
                            container(set).setStartupProbe(null);
                            container(set).getLivenessProbe().getTcpSocket().setPort(new IntOrString("kafka"));
                        }),
                        "kafka-liveness-without-startup",
                        "it asks for port kafka"),
                error(
                        edited(set -> runs(
                                container(set).getLivenessProbe(),
                                "sh",
                                "-c",
                                "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server localhost:9092")),
                        "kafka-liveness-runs-tool",
                        "it runs kafka-broker-api-versions.sh",
                        "tcpSocket"),
                warning(
                        edited(set -> runs(container(set).getReadinessProbe(), "kafka-topics", "--list")),
                        "kafka-probe-runs-tool",
                        "it runs kafka-topics"),
                error(
                        edited(set -> {
                            runs(container(set).getReadinessProbe(), "kafka-topics.sh", "--list");
                            put(set, "JMX_PORT", "5555");
                        }),
                        "kafka-tool-inherits-agent",
                        "kafka-topics.sh, which finds JMX_PORT"),
                error(
                        edited(set -> {
                            runs(container(set).getReadinessProbe(), "kafka-topics.sh", "--list");
                            put(set, "KAFKA_OPTS", "-javaagent:/opt/jmx.jar=9404:/opt/jmx.yaml");
                        }),
                        "kafka-tool-inherits-agent",
                        "KAFKA_OPTS with -javaagent"),
                warning(
                        GOOD.env("KAFKA_JMX_PORT", "9999"),
                        "kafka-jmx-open",
                        "KAFKA_JMX_PORT is '9999'",
                        "KAFKA_JMX_OPTS"),
                warning(
                        edited(set -> set.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(30L)),
                        "kafka-grace-too-short",
                        "it is 30 s",
                        "120"));
    }

    static Stream<BadInput> mistakes() {
        return Stream.of(names(), quorum(), listeners(), disks(), replication(), lifecycle())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("KafkaEditsTest\\.java:\\d+");
    }

    /** Every rule about finished manifests has a row, so that none can rot. Those of external access have their test. */
    @Test
    void everyRuleIsMet() {
        List<String> met = mistakes().map(BadInput::rule).toList();
        List<String> rules = new ArrayList<>();
        GOOD.checks().stream()
                .filter(check -> !(check instanceof ExternalWiring))
                .forEach(check -> check.rules().forEach(rule -> rules.add(rule.id())));
        assertThat(met).containsAll(rules);
    }

    @Test
    void whatIsLegalIsNotFound() {
        String external = "CLIENT://" + OWN + ":9092,INTERNAL://" + OWN + ":9091,EXTERNAL://";
        for (String address : List.of(
                "$(POD_NAME).example.com:9094",
                "kafka.example.com:3100$(KAFKA_NODE_ID)",
                "${env:EXTERNAL_HOST}:9094",
                "$(KAFKA_NODE_ID).kafka.example.com:443")) {
            KafkaStack stack = edited(set -> {
                put(set, "KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9093,EXTERNAL://:9094");
                put(set, "KAFKA_ADVERTISED_LISTENERS", external + address);
                put(
                        set,
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:SSL");
            });
            assertThat(stack.allow("kafka-external-not-served", "the Services are made by hand")
                            .findings())
                    .as(address)
                    .isEmpty();
        }
        assertThat(GOOD.env("KAFKA_OPTS", "-javaagent:/opt/jmx.jar=9404:/opt/jmx.yaml")
                        .findings())
                .isEmpty();
        assertThat(GOOD.env("KAFKA_JMX_PORT", "9999")
                        .env("KAFKA_JMX_OPTS", "-Dcom.sun.management.jmxremote.authenticate=true")
                        .findings())
                .isEmpty();
        // Kafka takes it from 3.9 on.
        assertThat(advertised("CLIENT://" + OWN + ":9092,INTERNAL://" + OWN + ":9091,CONTROLLER://" + OWN + ":9093")
                        .findings())
                .isEmpty();
        assertThat(DEDICATED
                        .edit(
                                StatefulSet.class,
                                "kafka-controller",
                                set -> set.getSpec().setPodManagementPolicy("OrderedReady"))
                        .findings())
                .isEmpty();
        assertThat(edited(set -> runs(container(set).getReadinessProbe(), "nc", "-z", "kafka-headless", "9092"))
                        .findings())
                .isEmpty();
    }
}
