package dev.statefulstack.kafka;

import static dev.statefulstack.Resources.container;
import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Resources;
import dev.statefulstack.StatefulStack;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and settings that nodes find each other by, as literals: nothing here is computed by the code under test. */
class KafkaPeersTest {
    private static final KafkaStack THREE =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    @Test
    void threeCombinedNodesHaveThisEnvironmentInThisOrder() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("POD_NAME", "metadata.name");
        expected.put("KAFKA_NODE_ID", "metadata.labels['apps.kubernetes.io/pod-index']");
        expected.put("CLUSTER_ID", "6S8L-NwnAfy42lC-Vi3LSQ");
        expected.put("KAFKA_PROCESS_ROLES", "broker,controller");
        expected.put(
                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                "0@kafka-0.kafka-headless.production.svc.cluster.local:9093,"
                        + "1@kafka-1.kafka-headless.production.svc.cluster.local:9093,"
                        + "2@kafka-2.kafka-headless.production.svc.cluster.local:9093");
        expected.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        expected.put("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9093");
        expected.put(
                "KAFKA_ADVERTISED_LISTENERS",
                "CLIENT://$(POD_NAME).kafka-headless.production.svc.cluster.local:9092,"
                        + "INTERNAL://$(POD_NAME).kafka-headless.production.svc.cluster.local:9091");
        expected.put(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        expected.put("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL");
        expected.put("KAFKA_LOG_DIRS", "/var/lib/kafka/data/kafka-log");
        expected.put("KAFKA_DEFAULT_REPLICATION_FACTOR", "3");
        expected.put("KAFKA_MIN_INSYNC_REPLICAS", "2");
        expected.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3");
        expected.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3");
        expected.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2");
        expected.put("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "3");
        expected.put("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "2");
        expected.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        expected.put("KAFKA_HEAP_OPTS", "-XX:InitialRAMPercentage=50 -XX:MaxRAMPercentage=50");
        expected.put(
                "KAFKA_JVM_PERFORMANCE_OPTS",
                "-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35"
                        + " -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true");

        assertThat(env(THREE)).containsExactlyEntriesOf(expected);
    }

    @Test
    void aShiftedFirstOrdinalShiftsIdsAndNamesTogether() {
        assertThat(env(THREE.firstOrdinal(10)).get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .isEqualTo("10@kafka-10.kafka-headless.production.svc.cluster.local:9093,"
                        + "11@kafka-11.kafka-headless.production.svc.cluster.local:9093,"
                        + "12@kafka-12.kafka-headless.production.svc.cluster.local:9093");
        assertThat(set(THREE.firstOrdinal(10)).getSpec().getOrdinals().getStart())
                .isEqualTo(10);
    }

    @Test
    void anotherClusterDomainIsInEveryName() {
        Map<String, String> env = env(THREE.clusterDomain("k8s.example.com"));
        assertThat(env.get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .startsWith("0@kafka-0.kafka-headless.production.svc.k8s.example.com:9093,");
        assertThat(env.get("KAFKA_ADVERTISED_LISTENERS"))
                .isEqualTo("CLIENT://$(POD_NAME).kafka-headless.production.svc.k8s.example.com:9092,"
                        + "INTERNAL://$(POD_NAME).kafka-headless.production.svc.k8s.example.com:9091");
        assertThat(THREE.clusterDomain("k8s.example.com").yaml()).doesNotContain("cluster.local");
    }

    @Test
    void oneNodeVotesAloneAndReplicatesNothing() {
        Map<String, String> env = env(THREE.replicas(1));
        assertThat(env.get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .isEqualTo("0@kafka-0.kafka-headless.production.svc.cluster.local:9093");
        assertThat(List.of(
                        env.get("KAFKA_DEFAULT_REPLICATION_FACTOR"),
                        env.get("KAFKA_MIN_INSYNC_REPLICAS"),
                        env.get("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"),
                        env.get("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR"),
                        env.get("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR"),
                        env.get("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR"),
                        env.get("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR")))
                .containsOnly("1");
        assertThat(THREE.replicas(1).yaml()).doesNotContain("kind: PodDisruptionBudget");
    }

    @Test
    void kafka3HasNoSettingsOfShareGroups() {
        assertThat(env(THREE.image("apache/kafka:3.9.1")).keySet())
                .noneMatch(name -> name.contains("SHARE_COORDINATOR"))
                .contains("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR");
    }

    @Test
    void belowKubernetes128AScriptTakesTheIdFromThePodsName() {
        StatefulSet set = set(THREE.kubernetesVersion("1.27"));
        Container container = container(set);
        assertThat(env(THREE.kubernetesVersion("1.27"))).doesNotContainKey("KAFKA_NODE_ID");
        assertThat(container.getCommand().subList(0, 2)).containsExactly("bash", "-ec");
        assertThat(container.getCommand().get(2))
                .endsWith("exec /etc/kafka/docker/run\n")
                .doesNotContain("${", "$(", "$$");
        assertThat(THREE.kubernetesVersion("1.27").yaml()).doesNotContain("pod-index");
    }

    @Test
    void theHeadlessServicePublishesNodesThatAreNotReadyAndTheClientServiceDoesNot() {
        Service headless = find(THREE, Service.class, "kafka-headless");
        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(ports(headless)).containsExactly("kafka 9092", "internal 9091", "controller 9093");

        Service client = find(THREE, Service.class, "kafka");
        assertThat(client.getSpec().getClusterIP()).isNull();
        assertThat(client.getSpec().getPublishNotReadyAddresses()).isNull();
        assertThat(ports(client)).containsExactly("kafka 9092");
    }

    @Test
    void clientsBootstrapThroughTheClientService() {
        assertThat(THREE.bootstrapServers()).isEqualTo("kafka.production.svc.cluster.local:9092");
    }

    @Test
    void dnsListsWhatAClusterWillAnswer() {
        assertThat(THREE.dns().stream().map(Object::toString))
                .containsExactly(
                        "kafka-0.kafka-headless.production.svc.cluster.local A kafka-0",
                        "kafka-0.kafka-headless A kafka-0",
                        "kafka-1.kafka-headless.production.svc.cluster.local A kafka-1",
                        "kafka-1.kafka-headless A kafka-1",
                        "kafka-2.kafka-headless.production.svc.cluster.local A kafka-2",
                        "kafka-2.kafka-headless A kafka-2",
                        "kafka-headless.production.svc.cluster.local A kafka-0 kafka-1 kafka-2",
                        "kafka-headless A kafka-0 kafka-1 kafka-2",
                        "_kafka._tcp.kafka-headless.production.svc.cluster.local SRV "
                                + "0 33 9092 kafka-0.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9092 kafka-1.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9092 kafka-2.kafka-headless.production.svc.cluster.local",
                        "_internal._tcp.kafka-headless.production.svc.cluster.local SRV "
                                + "0 33 9091 kafka-0.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9091 kafka-1.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9091 kafka-2.kafka-headless.production.svc.cluster.local",
                        "_controller._tcp.kafka-headless.production.svc.cluster.local SRV "
                                + "0 33 9093 kafka-0.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9093 kafka-1.kafka-headless.production.svc.cluster.local, "
                                + "0 33 9093 kafka-2.kafka-headless.production.svc.cluster.local",
                        "kafka.production.svc.cluster.local A Service kafka",
                        "kafka A Service kafka",
                        "_kafka._tcp.kafka.production.svc.cluster.local SRV "
                                + "0 100 9092 kafka.production.svc.cluster.local");
    }

    @Test
    void dedicatedControllersVoteAndBrokersServe() {
        KafkaStack stack = THREE.replicas(5).dedicatedControllers(3);
        Map<String, String> controllers = Resources.env(stack, "kafka-controller");
        Map<String, String> brokers = Resources.env(stack, "kafka-broker");

        for (Map<String, String> env : List.of(controllers, brokers)) {
            assertThat(env)
                    .containsEntry("CLUSTER_ID", "6S8L-NwnAfy42lC-Vi3LSQ")
                    .containsEntry(
                            "KAFKA_CONTROLLER_QUORUM_VOTERS",
                            "0@kafka-controller-0.kafka-controller-headless.production.svc.cluster.local:9093,"
                                    + "1@kafka-controller-1.kafka-controller-headless.production.svc.cluster.local:9093,"
                                    + "2@kafka-controller-2.kafka-controller-headless.production.svc.cluster.local:9093")
                    .containsEntry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                    .containsEntry(
                            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                            "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
                    .containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data/kafka-log")
                    .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2");
        }
        assertThat(controllers)
                .containsEntry("KAFKA_PROCESS_ROLES", "controller")
                .containsEntry("KAFKA_LISTENERS", "CONTROLLER://:9093")
                .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                .containsEntry("KAFKA_NUM_PARTITIONS", "1")
                .doesNotContainKeys(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "KAFKA_INTER_BROKER_LISTENER_NAME",
                        "KAFKA_AUTO_CREATE_TOPICS_ENABLE",
                        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR");
        assertThat(brokers)
                .containsEntry("KAFKA_PROCESS_ROLES", "broker")
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091")
                .containsEntry(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENT://$(POD_NAME).kafka-broker-headless.production.svc.cluster.local:9092,"
                                + "INTERNAL://$(POD_NAME).kafka-broker-headless.production.svc.cluster.local:9091")
                .containsEntry("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL")
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .doesNotContainKeys("KAFKA_DEFAULT_REPLICATION_FACTOR", "KAFKA_NUM_PARTITIONS");
        assertThat(find(stack, StatefulSet.class, "kafka-broker")
                        .getSpec()
                        .getOrdinals()
                        .getStart())
                .isEqualTo(100);
        assertThat(stack.bootstrapServers()).isEqualTo("kafka.production.svc.cluster.local:9092");
        assertThat(stack.dns().stream().map(Object::toString))
                .contains("kafka-broker-104.kafka-broker-headless.production.svc.cluster.local A kafka-broker-104")
                .contains("kafka-controller-2.kafka-controller-headless A kafka-controller-2")
                .noneMatch(record -> record.startsWith("_controller._tcp.kafka-broker-headless"));
    }

    @Test
    void withTlsBothListenersReadTheirKeysFromTheSecretsFiles() {
        KafkaStack stack = THREE.clientTls("kafka-tls").internalTls("kafka-internal-tls");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:SSL,INTERNAL:SSL,CONTROLLER:PLAINTEXT");
        expected.put("KAFKA_CONFIG_PROVIDERS", "dir");
        expected.put(
                "KAFKA_CONFIG_PROVIDERS_DIR_CLASS", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
        expected.put("KAFKA_LISTENER_NAME_CLIENT_SSL_KEYSTORE_TYPE", "PEM");
        expected.put("KAFKA_LISTENER_NAME_CLIENT_SSL_KEYSTORE_KEY", "${dir:/etc/statefulstack/tls/client:tls.key}");
        expected.put(
                "KAFKA_LISTENER_NAME_CLIENT_SSL_KEYSTORE_CERTIFICATE_CHAIN",
                "${dir:/etc/statefulstack/tls/client:tls.crt}");
        expected.put("KAFKA_LISTENER_NAME_INTERNAL_SSL_KEYSTORE_TYPE", "PEM");
        expected.put("KAFKA_LISTENER_NAME_INTERNAL_SSL_KEYSTORE_KEY", "${dir:/etc/statefulstack/tls/internal:tls.key}");
        expected.put(
                "KAFKA_LISTENER_NAME_INTERNAL_SSL_KEYSTORE_CERTIFICATE_CHAIN",
                "${dir:/etc/statefulstack/tls/internal:tls.crt}");
        expected.put("KAFKA_LISTENER_NAME_INTERNAL_SSL_TRUSTSTORE_TYPE", "PEM");
        expected.put(
                "KAFKA_LISTENER_NAME_INTERNAL_SSL_TRUSTSTORE_CERTIFICATES",
                "${dir:/etc/statefulstack/tls/internal:ca.crt}");
        expected.put("KAFKA_LISTENER_NAME_INTERNAL_SSL_CLIENT_AUTH", "required");
        Map<String, String> tls = new LinkedHashMap<>(env(stack));
        tls.entrySet().removeAll(env(THREE).entrySet());
        assertThat(tls).containsExactlyEntriesOf(expected);

        var pod = set(stack).getSpec().getTemplate().getSpec();
        assertThat(container(set(stack)).getVolumeMounts().stream()
                        .filter(mount -> Boolean.TRUE.equals(mount.getReadOnly()))
                        .map(mount -> mount.getName() + " " + mount.getMountPath()))
                .containsExactly(
                        "tls-client /etc/statefulstack/tls/client", "tls-internal /etc/statefulstack/tls/internal");
        assertThat(pod.getVolumes().stream()
                        .filter(volume -> volume.getSecret() != null)
                        .map(volume ->
                                volume.getName() + " " + volume.getSecret().getSecretName()))
                .containsExactly("tls-client kafka-tls", "tls-internal kafka-internal-tls");
    }

    @Test
    void clientsThatShowCertificatesAreCheckedAgainstTheIssuer() {
        assertThat(env(THREE.clientTls("kafka-tls").clientCertificates()))
                .containsEntry("KAFKA_LISTENER_NAME_CLIENT_SSL_CLIENT_AUTH", "required")
                .containsEntry("KAFKA_LISTENER_NAME_CLIENT_SSL_TRUSTSTORE_TYPE", "PEM")
                .containsEntry(
                        "KAFKA_LISTENER_NAME_CLIENT_SSL_TRUSTSTORE_CERTIFICATES",
                        "${dir:/etc/statefulstack/tls/client:ca.crt}")
                .doesNotContainKey("KAFKA_LISTENER_NAME_INTERNAL_SSL_KEYSTORE_TYPE");
    }

    @Test
    void dedicatedControllersKnowTheProtocolsButHoldNoKeys() {
        KafkaStack stack = THREE.dedicatedControllers(3).tls("kafka-tls");
        assertThat(Resources.env(stack, "kafka-controller"))
                .containsEntry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:SSL,INTERNAL:SSL,CONTROLLER:PLAINTEXT")
                .doesNotContainKey("KAFKA_CONFIG_PROVIDERS");
        assertThat(find(stack, StatefulSet.class, "kafka-controller")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes())
                .noneMatch(volume -> volume.getSecret() != null);
    }

    @Test
    void certificatesCarryAllBrokersAndTheClientService() {
        assertThat(THREE.certificateNames())
                .containsExactly(
                        "*.kafka-headless.production.svc.cluster.local",
                        "*.kafka-headless.production.svc",
                        "kafka.production.svc.cluster.local",
                        "kafka.production.svc",
                        "kafka");
        assertThat(THREE.dedicatedControllers(3).certificateNames())
                .startsWith(
                        "*.kafka-broker-headless.production.svc.cluster.local",
                        "*.kafka-broker-headless.production.svc")
                .noneMatch(name -> name.contains("controller"));
    }

    @Test
    void anotherListenerStandsInTheClientServiceAndIsAdvertised() {
        KafkaStack stack = THREE.listener("PARTNERS", 9096, "partners-tls").listener("ANALYTICS", 9095);
        assertThat(env(stack))
                .containsEntry(
                        "KAFKA_LISTENERS",
                        "CLIENT://:9092,ANALYTICS://:9095,PARTNERS://:9096,INTERNAL://:9091,CONTROLLER://:9093")
                .containsEntry(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENT://$(POD_NAME).kafka-headless.production.svc.cluster.local:9092,"
                                + "ANALYTICS://$(POD_NAME).kafka-headless.production.svc.cluster.local:9095,"
                                + "PARTNERS://$(POD_NAME).kafka-headless.production.svc.cluster.local:9096,"
                                + "INTERNAL://$(POD_NAME).kafka-headless.production.svc.cluster.local:9091")
                .containsEntry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "CLIENT:PLAINTEXT,ANALYTICS:PLAINTEXT,PARTNERS:SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .containsEntry(
                        "KAFKA_LISTENER_NAME_PARTNERS_SSL_KEYSTORE_KEY",
                        "${dir:/etc/statefulstack/tls/partners:tls.key}");
        assertThat(ports(find(stack, Service.class, "kafka")))
                .containsExactly("kafka 9092", "analytics 9095", "partners 9096");
        assertThat(stack.bootstrapServers()).isEqualTo("kafka.production.svc.cluster.local:9092");
        assertThat(stack.clientView().at("analytics").address()).isEqualTo("kafka.production.svc.cluster.local:9095");
    }

    @Test
    void anotherListenerLeavesTheControllersAlone() {
        KafkaStack stack = THREE.dedicatedControllers(3);
        assertThat(find(stack.listener("ANALYTICS", 9095), StatefulSet.class, "kafka-controller"))
                .isEqualTo(find(stack, StatefulSet.class, "kafka-controller"));
    }

    @Test
    void noListenersNameMakesTheImagesAskForKeystoreFiles() {
        KafkaStack stack = THREE.tls("kafka-tls").listener("PARTNERS", 9096, "partners-tls");
        assertThat(env(stack).get("KAFKA_ADVERTISED_LISTENERS")).doesNotContain("SSL://", "SASL_");
    }

    @Test
    void scramAsksClientsForAUserAndNobodyElse() {
        KafkaStack stack = THREE.scram("kafka-users", "alice");
        Map<String, String> scram = new LinkedHashMap<>(env(stack));
        scram.entrySet().removeAll(env(THREE).entrySet());
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        expected.put("KAFKA_LISTENER_NAME_CLIENT_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512");
        expected.put(
                "KAFKA_LISTENER_NAME_CLIENT_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        assertThat(scram).containsExactlyEntriesOf(expected);
        assertThat(env(stack.tls("kafka-tls")))
                .containsEntry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:PLAINTEXT");
    }

    @Test
    void aJobWritesTheUsersThroughTheListenerOfTheBrokers() {
        KafkaStack stack = THREE.scram("kafka-users", "bob", "alice");
        Job job = find(stack, Job.class, "kafka-scram-users");
        var pod = job.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(pod.getRestartPolicy()).isEqualTo("OnFailure");
        assertThat(container.getArgs()).containsExactly("alice", "PASSWORD_0", "bob", "PASSWORD_1");
        assertThat(container.getEnv().stream()
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> variable.getName() + " "
                                + variable.getValueFrom().getSecretKeyRef().getName() + " "
                                + variable.getValueFrom().getSecretKeyRef().getKey()))
                .containsExactly("PASSWORD_0 kafka-users alice", "PASSWORD_1 kafka-users bob");
        assertThat(value(container, "BOOTSTRAP_SERVERS"))
                .isEqualTo("kafka-0.kafka-headless.production.svc.cluster.local:9091,"
                        + "kafka-1.kafka-headless.production.svc.cluster.local:9091,"
                        + "kafka-2.kafka-headless.production.svc.cluster.local:9091");
        assertThat(value(container, "CLIENT_CONFIG")).isEqualTo("security.protocol=PLAINTEXT");
        assertThat(container.getCommand().get(2))
                .contains("/opt/kafka/bin/kafka-configs.sh ")
                .doesNotContain("$(", "$$");
        assertThat(find(
                                THREE.image("confluentinc/cp-kafka:7.6.0").scram("kafka-users", "alice"),
                                Job.class,
                                "kafka-scram-users")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getCommand()
                        .get(2))
                .contains("  kafka-configs --bootstrap-server");
    }

    @Test
    void moreBrokersAnotherOrderOfUsersAndLabelsLeaveTheJobsTemplateAsItIs() {
        KafkaStack stack = THREE.dedicatedControllers(3).tls("kafka-tls").scram("kafka-users", "alice", "bob");
        KafkaStack later = stack.replicas(7)
                .scram("kafka-users", "bob", "alice")
                .label("team", "shop")
                .podAnnotation("example.com/scrape", "true")
                .config("log.retention.hours", "72");
        assertThat(find(later, Job.class, "kafka-scram-users").getSpec())
                .isEqualTo(find(stack, Job.class, "kafka-scram-users").getSpec());
    }

    @Test
    void nothingThatSelectsBrokersSelectsTheJobsPodAndThePolicyLetsItIn() {
        KafkaStack stack = THREE.scram("kafka-users", "alice");
        Map<String, String> labels = find(stack, Job.class, "kafka-scram-users")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        for (Service service : Resources.all(stack, Service.class)) {
            assertThat(labels.entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .isFalse();
        }
        assertThat(labels.entrySet()
                        .containsAll(set(stack)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()
                                .entrySet()))
                .isFalse();
        var rules = find(stack, NetworkPolicy.class, "kafka").getSpec().getIngress();
        assertThat(rules).hasSize(3);
        assertThat(rules.get(2).getFrom().get(0).getPodSelector().getMatchLabels())
                .isEqualTo(labels);
        assertThat(rules.get(2).getPorts().stream().map(port -> port.getPort().getIntVal()))
                .containsExactly(9091);
    }

    private static String value(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** The image, namespace and size of the article that this project grew from. */
    @Test
    void confluents76HoldsKafka36AndRunsItsOwnCommand() {
        KafkaStack stack = THREE.image("confluentinc/cp-kafka:7.6.0");
        assertThat(env(stack))
                .containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS", env(THREE).get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data/kafka-log")
                .doesNotContainKeys(
                        "KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR");
        var pod = set(stack).getSpec().getTemplate().getSpec();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getContainers().get(0).getCommand()).isEmpty();
        assertThat(pod.getContainers().get(0).getVolumeMounts().stream().map(mount -> mount.getMountPath()))
                .containsExactly("/var/lib/kafka/data", "/etc/kafka", "/var/log/kafka", "/tmp");
    }

    @Test
    void confluentsControllersUnsetWhatTheImageLeavesEmptyFrom82On() {
        KafkaStack stack = THREE.dedicatedControllers(3).image("confluentinc/cp-kafka:8.2.0");
        assertThat(command(find(stack, StatefulSet.class, "kafka-controller")).get(2))
                .contains("unset KAFKA_ADVERTISED_LISTENERS\nexec /etc/confluent/docker/run\n");
        assertThat(command(find(stack, StatefulSet.class, "kafka-broker"))).isEmpty();
        assertThat(command(find(stack.image("confluentinc/cp-kafka:8.1.0"), StatefulSet.class, "kafka-controller")))
                .isEmpty();
    }

    private static List<String> command(StatefulSet set) {
        return container(set).getCommand();
    }

    @Test
    void below43BrokersHaveTheReplicationFactorToo() {
        Map<String, String> brokers =
                Resources.env(THREE.dedicatedControllers(3).image("apache/kafka:4.2.0"), "kafka-broker");
        assertThat(brokers)
                .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                .containsEntry("KAFKA_NUM_PARTITIONS", "1");
    }

    private static Map<String, String> env(KafkaStack stack) {
        return Resources.env(stack, "kafka");
    }

    private static StatefulSet set(KafkaStack stack) {
        return find(stack, StatefulSet.class, "kafka");
    }
}
