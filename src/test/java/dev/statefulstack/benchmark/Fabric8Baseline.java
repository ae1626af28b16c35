package dev.statefulstack.benchmark;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The manifests of a three-node Kafka as one writes them today: fabric8's builders and {@code Serialization.asYaml}, the
 * names put together by hand. It calls nothing of this project; a test holds both to the same objects.
 */
public final class Fabric8Baseline {
    private static final String NAME = "kafka";
    private static final String NAMESPACE = "production";
    private static final String HEADLESS = NAME + "-headless";
    private static final String DOMAIN = HEADLESS + "." + NAMESPACE + ".svc.cluster.local";
    private static final int REPLICAS = 3;

    private Fabric8Baseline() {}

    public static void main(String[] args) {
        System.out.print(yaml());
    }

    public static String yaml() {
        StringBuilder yaml = new StringBuilder();
        for (HasMetadata resource : resources()) {
            yaml.append(Serialization.asYaml(resource));
        }
        return yaml.toString();
    }

    public static List<HasMetadata> resources() {
        return List.of(headless(), client(), statefulSet(), budget(), networkPolicy());
    }

    private static Service headless() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(HEADLESS)
                .withNamespace(NAMESPACE)
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector())
                .withPorts(port("kafka", 9092), port("internal", 9091), port("controller", 9093))
                .endSpec()
                .build();
    }

    private static Service client() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector())
                .withPorts(port("kafka", 9092))
                .endSpec()
                .build();
    }

    private static StatefulSet statefulSet() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(REPLICAS)
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withServiceName(HEADLESS)
                .withPodManagementPolicy("Parallel")
                .withMinReadySeconds(30)
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withPartition(0)
                .endRollingUpdate()
                .endUpdateStrategy()
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted("Retain")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(120L)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withRunAsGroup(1000L)
                .withFsGroup(1000L)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewTopologySpreadConstraint()
                .withTopologyKey("topology.kubernetes.io/zone")
                .withMaxSkew(1)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector())
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .addNewTopologySpreadConstraint()
                .withTopologyKey("kubernetes.io/hostname")
                .withMaxSkew(1)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector())
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .addNewContainer()
                .withName("kafka")
                .withImage("apache/kafka:4.4.0")
                .addNewPort()
                .withName("kafka")
                .withContainerPort(9092)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("internal")
                .withContainerPort(9091)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("controller")
                .withContainerPort(9093)
                .withProtocol("TCP")
                .endPort()
                .withEnv(env())
                .withNewResources()
                .addToRequests("cpu", new Quantity("500m"))
                .addToRequests("memory", new Quantity("2Gi"))
                .addToLimits("memory", new Quantity("2Gi"))
                .endResources()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/var/lib/kafka/data")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("config")
                .withMountPath("/opt/kafka/config")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("logs")
                .withMountPath("/opt/kafka/logs")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .withNewStartupProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString("kafka"))
                .endTcpSocket()
                .withPeriodSeconds(10)
                .withTimeoutSeconds(5)
                .withFailureThreshold(180)
                .endStartupProbe()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString("kafka"))
                .endTcpSocket()
                .withPeriodSeconds(10)
                .withTimeoutSeconds(5)
                .withFailureThreshold(3)
                .endReadinessProbe()
                .withNewLivenessProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString("controller"))
                .endTcpSocket()
                .withPeriodSeconds(10)
                .withTimeoutSeconds(5)
                .withFailureThreshold(6)
                .endLivenessProbe()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .addNewVolume()
                .withName("config")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("16Mi"))
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("logs")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("2Gi"))
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("256Mi"))
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .endTemplate()
                .withVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("10Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .endSpec()
                .build();
    }

    private static List<EnvVar> env() {
        StringJoiner voters = new StringJoiner(",");
        for (int i = 0; i < REPLICAS; i++) {
            voters.add(i + "@" + NAME + "-" + i + "." + DOMAIN + ":9093");
        }
        List<EnvVar> env = new ArrayList<>();
        env.add(field("POD_NAME", "metadata.name"));
        env.add(field("KAFKA_NODE_ID", "metadata.labels['apps.kubernetes.io/pod-index']"));
        env.add(text("CLUSTER_ID", "6S8L-NwnAfy42lC-Vi3LSQ"));
        env.add(text("KAFKA_PROCESS_ROLES", "broker,controller"));
        env.add(text("KAFKA_CONTROLLER_QUORUM_VOTERS", voters.toString()));
        env.add(text("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"));
        env.add(text("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,CONTROLLER://:9093"));
        env.add(text(
                "KAFKA_ADVERTISED_LISTENERS",
                "CLIENT://$(POD_NAME)." + DOMAIN + ":9092,INTERNAL://$(POD_NAME)." + DOMAIN + ":9091"));
        env.add(text(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        env.add(text("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL"));
        env.add(text("KAFKA_LOG_DIRS", "/var/lib/kafka/data/kafka-log"));
        env.add(text("KAFKA_DEFAULT_REPLICATION_FACTOR", "3"));
        env.add(text("KAFKA_MIN_INSYNC_REPLICAS", "2"));
        env.add(text("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3"));
        env.add(text("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3"));
        env.add(text("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2"));
        env.add(text("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "3"));
        env.add(text("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "2"));
        env.add(text("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
        env.add(text("KAFKA_HEAP_OPTS", "-XX:InitialRAMPercentage=50 -XX:MaxRAMPercentage=50"));
        env.add(text(
                "KAFKA_JVM_PERFORMANCE_OPTS",
                "-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35"
                        + " -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true"));
        return env;
    }

    private static PodDisruptionBudget budget() {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .endSpec()
                .build();
    }

    private static NetworkPolicy networkPolicy() {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(selector())
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewPort()
                .withPort(new IntOrString(9092))
                .withProtocol("TCP")
                .endPort()
                .endIngress()
                .addNewIngress()
                .addNewPort()
                .withPort(new IntOrString(9091))
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withPort(new IntOrString(9093))
                .withProtocol("TCP")
                .endPort()
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(selector())
                .endPodSelector()
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withTargetPort(new IntOrString(number))
                .withProtocol("TCP")
                .withAppProtocol("tcp")
                .build();
    }

    private static EnvVar text(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private static Map<String, String> selector() {
        Map<String, String> selector = new LinkedHashMap<>();
        selector.put("app.kubernetes.io/name", "kafka");
        selector.put("app.kubernetes.io/instance", NAME);
        return selector;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = selector();
        labels.put("app.kubernetes.io/version", "4.4.0");
        labels.put("app.kubernetes.io/managed-by", "statefulstack");
        return labels;
    }
}
