package dev.statefulstack.kafka;

import static dev.statefulstack.Resources.all;
import static dev.statefulstack.Resources.container;
import static dev.statefulstack.Resources.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import dev.statefulstack.stack.InvalidStackException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong most often with Kafka on Kubernetes, by threads about it: each is kept out of what is written, and
 * found when an edit or an option brings it back.
 */
class KafkaTenFailuresTest {
    private static final KafkaStack APACHE =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    private static final KafkaStack CONFLUENT = APACHE.image("confluentinc/cp-kafka:7.6.0");

    private static final KafkaStack DEDICATED = APACHE.dedicatedControllers(3);

    private static final List<KafkaStack> STACKS = List.of(APACHE, CONFLUENT, DEDICATED);

    /** Voters of combined nodes. */
    private static final String VOTERS = "0@kafka-0.kafka-headless.production.svc.cluster.local:9093,"
            + "1@kafka-1.kafka-headless.production.svc.cluster.local:9093,"
            + "2@kafka-2.kafka-headless.production.svc.cluster.local:9093";

    @Test
    void aServiceCalledKafkaStopsNoNodeThroughKafkaPort() {
        for (KafkaStack stack : STACKS) {
            assertThat(find(stack, Service.class, "kafka")).isNotNull();
            for (StatefulSet set : all(stack, StatefulSet.class)) {
                assertThat(pod(set).getEnableServiceLinks()).isFalse();
            }
        }

        isRefused(edited(CONFLUENT, set -> pod(set).setEnableServiceLinks(true)), "kafka-service-links");
        isRefused(CONFLUENT.env("KAFKA_PORT", "9092"), "kafka-variable-refused");
    }

    @Test
    void noNodeAdvertisesAHostOrPortThatIsNotItsOwn() {
        for (KafkaStack stack : List.of(APACHE, CONFLUENT)) {
            assertThat(Resources.env(stack, "kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                    .isEqualTo("CLIENT://$(POD_NAME).kafka-headless.production.svc.cluster.local:9092,"
                            + "INTERNAL://$(POD_NAME).kafka-headless.production.svc.cluster.local:9091");
            assertThat(Resources.env(stack, "kafka").get("POD_NAME")).isEqualTo("metadata.name");
        }

        isRefused(
                with(APACHE, "KAFKA_ADVERTISED_LISTENERS", "CLIENT://kafka.production.svc.cluster.local:9092"),
                "kafka-advertised-not-own");
        isRefused(
                with(APACHE, "KAFKA_ADVERTISED_LISTENERS", "CLIENT://lb.example.com:9092"), "kafka-advertised-not-own");
        isRefused(
                with(
                        APACHE,
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENT://$(POD_NAME).kafka-headless.production.svc.cluster.local:30092"),
                "kafka-advertised-port");
        isRefused(APACHE.config("advertised.listeners", "CLIENT://localhost:9092"), "kafka-config-computed");
    }

    @Test
    void votersFindEachOtherBeforeAnyIsReady() {
        StatefulSet set = find(APACHE, StatefulSet.class, "kafka");
        Service headless = find(APACHE, Service.class, "kafka-headless");
        assertThat(set.getSpec().getServiceName()).isEqualTo("kafka-headless");
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(Resources.ports(headless)).contains("controller 9093");
        assertThat(Resources.env(APACHE, "kafka").get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .isEqualTo(VOTERS);

        isRefused(
                APACHE.edit(
                        Service.class,
                        "kafka-headless",
                        service -> service.getSpec().setPublishNotReadyAddresses(null)),
                "kafka-voters-not-published");
        isRefused(edited(APACHE, s -> s.getSpec().setPodManagementPolicy("OrderedReady")), "kafka-ordered-start");
        isRefused(edited(APACHE, s -> s.getSpec().setServiceName("kafka")), "peer-wrong-service");
        isRefused(
                with(APACHE, "KAFKA_CONTROLLER_QUORUM_VOTERS", VOTERS.replace("2@kafka-2.kafka-headless", "2@kafka")),
                "kafka-voter-is-no-node");
    }

    @Test
    void everyNameHasTheSameClusterDomain() {
        for (KafkaStack stack : STACKS) {
            assertThat(stack.clusterDomain("k8s.example.com").yaml())
                    .contains("production.svc.k8s.example.com:9092")
                    .contains("production.svc.k8s.example.com:9093")
                    .doesNotContain("cluster.local");
        }

        isRefused(
                with(APACHE, "KAFKA_CONTROLLER_QUORUM_VOTERS", VOTERS.replace("cluster.local", "k8s.example.com")),
                "kafka-cluster-domains-mixed");
    }

    @Test
    void theClusterIdIsTheSameInEveryNodeAndEveryRun() {
        for (KafkaStack stack : STACKS) {
            for (StatefulSet set : all(stack, StatefulSet.class)) {
                assertThat(Resources.env(set)).containsEntry("CLUSTER_ID", "6S8L-NwnAfy42lC-Vi3LSQ");
            }
        }

        isRefused(
                edited(APACHE, set -> container(set).getEnv().removeIf(KafkaTenFailuresTest::isClusterId)),
                "kafka-cluster-id-lost");
        isRefused(with(DEDICATED, "kafka-broker", "CLUSTER_ID", "rHHPmRBPTXW7rRJ4sWC3_Q"), "kafka-cluster-id-differs");
        isRefused(APACHE.clusterId("5L6g3nShT-eMCtK--X86sw"), "kafka-cluster-id-public");
        isRefused(APACHE.clusterId("random"), "kafka-cluster-id-illegal");
    }

    @Test
    void allNodesNameTheSameVotersAndEachOfThemVotes() {
        String controllers = VOTERS.replace("@kafka-", "@kafka-controller-")
                .replace(".kafka-headless", ".kafka-controller-headless");
        for (String set : List.of("kafka-controller", "kafka-broker")) {
            assertThat(Resources.env(DEDICATED, set))
                    .containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS", controllers)
                    .containsEntry("KAFKA_NODE_ID", "metadata.labels['apps.kubernetes.io/pod-index']")
                    .doesNotContainKey("KAFKA_CONTROLLER_QUORUM_BOOTSTRAP_SERVERS");
        }
        assertThat(find(DEDICATED, StatefulSet.class, "kafka-broker")
                        .getSpec()
                        .getOrdinals()
                        .getStart())
                .isEqualTo(100);

        isRefused(
                with(DEDICATED, "kafka-broker", "KAFKA_CONTROLLER_QUORUM_VOTERS", controllers.replace(",2@", ",3@")),
                "kafka-voters-differ");
        isRefused(
                with(APACHE, "KAFKA_CONTROLLER_QUORUM_VOTERS", VOTERS.replace("2@kafka-2", "1@kafka-1")),
                "kafka-voter-twice");
        isRefused(
                with(APACHE, "KAFKA_CONTROLLER_QUORUM_VOTERS", VOTERS.substring(0, VOTERS.lastIndexOf(','))),
                "kafka-voters-incomplete");
        isRefused(
                DEDICATED.edit(
                        StatefulSet.class, "kafka-broker", set -> set.getSpec().setOrdinals(null)),
                "kafka-node-id-shared");
        isRefused(with(APACHE, "KAFKA_NODE_ID", "0"), "kafka-node-id-shared");
        isRefused(APACHE.replicas(2), "kafka-two-voters");
        isRefused(APACHE.config("controller.quorum.bootstrap.servers", "kafka:9093"), "kafka-dynamic-quorum");
    }

    @Test
    void dataIsBesideNoLostAndFoundAndEveryDirectoryCanBeWritten() {
        Map<KafkaStack, List<String>> mounts = new LinkedHashMap<>();
        mounts.put(APACHE, List.of("/var/lib/kafka/data", "/opt/kafka/config", "/opt/kafka/logs", "/tmp"));
        mounts.put(CONFLUENT, List.of("/var/lib/kafka/data", "/etc/kafka", "/var/log/kafka", "/tmp"));
        mounts.forEach((stack, paths) -> {
            StatefulSet set = find(stack, StatefulSet.class, "kafka");
            assertThat(Resources.env(set)).containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data/kafka-log");
            assertThat(container(set).getVolumeMounts().stream().map(mount -> mount.getMountPath()))
                    .containsExactlyElementsOf(paths);
            assertThat(container(set).getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(pod(set).getSecurityContext().getFsGroup()).isEqualTo(1000);
            assertThat(pod(set).getSecurityContext().getRunAsUser()).isEqualTo(1000);
        });

        isRefused(with(APACHE, "KAFKA_LOG_DIRS", "/var/lib/kafka/data"), "kafka-log-dirs-is-mount");
        isRefused(with(APACHE, "KAFKA_LOG_DIRS", "/kafka"), "kafka-data-not-on-volume");
        isRefused(with(APACHE, "KAFKA_LOG_DIRS", "/tmp/kafka-logs"), "kafka-data-not-on-volume");
        isRefused(
                edited(
                        CONFLUENT,
                        set -> container(set)
                                .getVolumeMounts()
                                .removeIf(mount -> mount.getMountPath().equals("/etc/kafka"))),
                "kafka-scratch-read-only");
        isRefused(APACHE.config("log.dirs", "/var/lib/kafka/data"), "kafka-config-computed");
    }

    @Test
    void listenersFitTheNodesRole() {
        Map<String, String> brokers = Resources.env(DEDICATED, "kafka-broker");
        Map<String, String> controllers = Resources.env(DEDICATED, "kafka-controller");
        Map<String, String> combined = Resources.env(CONFLUENT, "kafka");
        assertThat(combined)
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9093")
                .hasEntrySatisfying(
                        "KAFKA_ADVERTISED_LISTENERS", it -> assertThat(it).doesNotContain("CONTROLLER"));
        assertThat(brokers)
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091")
                .hasEntrySatisfying(
                        "KAFKA_ADVERTISED_LISTENERS", it -> assertThat(it).doesNotContain("CONTROLLER"));
        assertThat(controllers)
                .containsEntry("KAFKA_LISTENERS", "CONTROLLER://:9093")
                .doesNotContainKey("KAFKA_ADVERTISED_LISTENERS");
        for (Map<String, String> env : List.of(combined, brokers, controllers)) {
            assertThat(env)
                    .containsEntry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                    .containsEntry(
                            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                            "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        }

        isRefused(
                with(
                        CONFLUENT,
                        "KAFKA_ADVERTISED_LISTENERS",
                        combined.get("KAFKA_ADVERTISED_LISTENERS")
                                + ",CONTROLLER://$(POD_NAME).kafka-headless.production.svc.cluster.local:9093"),
                "kafka-controller-advertised");
        isRefused(
                with(APACHE, "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT"),
                "kafka-listener-unmapped");
        isRefused(with(APACHE, "KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091"), "kafka-listener-role");
        isRefused(
                with(
                        APACHE,
                        "KAFKA_ADVERTISED_LISTENERS",
                        combined.get("KAFKA_ADVERTISED_LISTENERS").replace(":9092", ":9091")),
                "kafka-listener-address-twice");
    }

    @Test
    void noTopicAsksForMoreReplicasThanThereAreBrokers() {
        Map<Integer, String> replicas = new LinkedHashMap<>();
        replicas.put(1, "1");
        replicas.put(3, "3");
        replicas.put(5, "3");
        replicas.forEach((brokers, factor) -> {
            String inSync = brokers == 1 ? "1" : "2";
            assertThat(Resources.env(APACHE.replicas(brokers), "kafka"))
                    .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", factor)
                    .containsEntry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", factor)
                    .containsEntry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", factor)
                    .containsEntry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", factor)
                    .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", inSync)
                    .containsEntry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", inSync)
                    .containsEntry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", inSync);
        });
        assertThat(Resources.env(DEDICATED, "kafka-controller"))
                .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2");

        isRefused(
                with(APACHE.replicas(1), "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3"),
                "kafka-replication-over-brokers");
        isRefused(with(APACHE, "KAFKA_MIN_INSYNC_REPLICAS", "4"), "kafka-min-isr-over-replicas");
        isRefused(APACHE.config("default.replication.factor", "5"), "kafka-config-computed");
    }

    @Test
    void probesNeitherKillARecoveringBrokerNorRunTools() {
        for (KafkaStack stack : STACKS) {
            for (StatefulSet set : all(stack, StatefulSet.class)) {
                Container kafka = container(set);
                boolean serves = !set.getMetadata().getName().equals("kafka-controller");
                assertThat(kafka.getStartupProbe().getTcpSocket().getPort().getStrVal())
                        .isEqualTo(serves ? "kafka" : "controller");
                assertThat(kafka.getStartupProbe().getFailureThreshold()).isEqualTo(serves ? 180 : 60);
                assertThat(kafka.getLivenessProbe().getTcpSocket().getPort().getStrVal())
                        .isNotEqualTo("kafka");
                assertThat(kafka.getReadinessProbe().getExec()).isNull();
                assertThat(pod(set).getTerminationGracePeriodSeconds()).isEqualTo(120);
                assertThat(Resources.env(set)).doesNotContainKeys("JMX_PORT", "KAFKA_JMX_PORT", "KAFKA_OPTS");
            }
        }

        isRefused(
                edited(APACHE, set -> {
                    container(set).setStartupProbe(null);
                    container(set).setLivenessProbe(container(set).getReadinessProbe());
                }),
                "kafka-liveness-without-startup");
        KafkaStack tool = edited(APACHE, set -> {
            container(set).getLivenessProbe().setTcpSocket(null);
            container(set).getLivenessProbe().setExec(new ExecAction(List.of("kafka-topics.sh", "--list")));
        });
        isRefused(tool, "kafka-liveness-runs-tool");
        isRefused(tool.env("JMX_PORT", "5555"), "kafka-tool-inherits-agent");
        isRefused(tool.env("KAFKA_OPTS", "-javaagent:/jmx.jar=9404:/jmx.yaml"), "kafka-tool-inherits-agent");
    }

    /** It is an error, and nothing is written. */
    private static void isRefused(KafkaStack stack, String rule) {
        assertThat(stack.findings()).anySatisfy(finding -> {
            assertThat(finding.id()).isEqualTo(rule);
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        });
        assertThat(catchThrowableOfType(InvalidStackException.class, stack::yaml)
                        .findings())
                .extracting(Finding::id)
                .contains(rule);
    }

    private static KafkaStack edited(KafkaStack stack, Consumer<StatefulSet> edit) {
        return stack.edit(StatefulSet.class, "kafka", edit);
    }

    private static KafkaStack with(KafkaStack stack, String name, String value) {
        return with(stack, "kafka", name, value);
    }

    private static KafkaStack with(KafkaStack stack, String set, String name, String value) {
        return stack.edit(StatefulSet.class, set, s -> {
            for (EnvVar variable : container(s).getEnv()) {
                if (variable.getName().equals(name)) {
                    variable.setValueFrom(null);
                    variable.setValue(value);
                }
            }
        });
    }

    private static boolean isClusterId(EnvVar variable) {
        return variable.getName().equals("CLUSTER_ID");
    }

    private static PodSpec pod(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec();
    }
}
