package dev.statefulstack.kafka;

import static dev.statefulstack.Resources.all;
import static dev.statefulstack.Resources.container;
import static dev.statefulstack.Resources.env;
import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.only;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class KafkaMetricsTest {
    private static final KafkaStack PLAIN =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    private static final KafkaMetrics AGENT =
            KafkaMetrics.agent("registry.example.com/base/jmx-exporter:1.0.1", "/jmx_prometheus_javaagent.jar");

    private static final KafkaStack MEASURED = PLAIN.metrics(AGENT.serviceMonitor());

    /** Failure: tools find the agent in KAFKA_OPTS, and end with "address already in use". */
    @ParameterizedTest
    @ValueSource(strings = {"apache/kafka:3.7.0", "apache/kafka:4.4.0", "confluentinc/cp-kafka:7.6.0"})
    void onlyTheServerLoadsTheAgent(String image) {
        KafkaStack stack = MEASURED.image(image).dedicatedControllers(3).env("KAFKA_OPTS", "-Dmine=1");
        for (StatefulSet set : all(stack, StatefulSet.class)) {
            assertThat(env(set))
                    .containsEntry(
                            "EXTRA_ARGS",
                            "-name kafkaServer -loggc"
                                    + " -javaagent:/opt/statefulstack/metrics/jmx_prometheus_javaagent.jar"
                                    + "=9404:/etc/statefulstack/metrics/metrics.yaml")
                    .containsEntry("KAFKA_OPTS", "-Dmine=1");
        }
        assertThat(stack.findings()).isEmpty();
    }

    @Test
    void aProbeThatRunsAToolDoesNotCollideWithTheAgent() {
        KafkaStack probed = MEASURED.edit(StatefulSet.class, "kafka", set -> {
            Probe readiness = container(set).getReadinessProbe();
            readiness.setTcpSocket(null);
            readiness.setExec(new ExecAction(
                    List.of("/opt/kafka/bin/kafka-topics.sh", "--bootstrap-server", "localhost:9092", "--list")));
        });
        assertThat(probed.findings().stream().map(Finding::id)).containsExactly("kafka-probe-runs-tool");
        assertThat(probed.env("KAFKA_OPTS", "-javaagent:/my.jar=9405:/my.yaml").findings().stream()
                        .map(Finding::id))
                .contains("kafka-tool-inherits-agent");
    }

    @Test
    void theAgentIsCopiedToWhereTheServerLooksForIt() {
        StatefulSet set = only(MEASURED, StatefulSet.class);
        Container copy =
                set.getSpec().getTemplate().getSpec().getInitContainers().get(0);
        assertThat(copy.getImage()).isEqualTo("registry.example.com/base/jmx-exporter:1.0.1");
        assertThat(copy.getCommand()).containsExactly("cp", "-f", "/jmx_prometheus_javaagent.jar", "/copy");
        assertThat(copy.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(copy.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        String volume = mountAt(copy, "/copy").getName();
        VolumeMount mount = mountAt(container(set), "/opt/statefulstack/metrics");
        assertThat(mount.getName()).isEqualTo(volume);
        assertThat(mount.getReadOnly()).isTrue();
        assertThat(mountAt(container(set), "/etc/statefulstack/metrics").getSubPath())
                .as("files under a subPath are not kept up to date")
                .isNull();
    }

    @Test
    void anAgentOfTheServersImageIsNotCopied() {
        KafkaStack stack = PLAIN.image("confluentinc/cp-kafka:8.0.0")
                .metrics(KafkaMetrics.agentOfServerImage(
                        "/usr/share/java/cp-base-new/jmx_prometheus_javaagent-0.18.0.jar"));
        StatefulSet set = only(stack, StatefulSet.class);
        assertThat(set.getSpec().getTemplate().getSpec().getInitContainers()).isEmpty();
        assertThat(env(set).get("EXTRA_ARGS"))
                .endsWith(" -javaagent:/usr/share/java/cp-base-new/jmx_prometheus_javaagent-0.18.0.jar"
                        + "=9404:/etc/statefulstack/metrics/metrics.yaml");
    }

    /** Failure: each pod is collected once for each Service that it stands behind. */
    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void eachPodIsCollectedThroughOneService(boolean dedicated, boolean external) {
        KafkaStack stack = dedicated ? MEASURED.dedicatedControllers(3) : MEASURED;
        if (external) {
            stack = stack.external(ExternalAccess.loadBalancers("kafka-{id}.example.com"));
        }
        Map<String, String> selector = selector(only(stack, GenericKubernetesResource.class));
        List<Service> selected = all(stack, Service.class).stream()
                .filter(service -> service.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .toList();
        assertThat(selected)
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyElementsOf(
                        dedicated
                                ? List.of("kafka-controller-headless", "kafka-broker-headless")
                                : List.of("kafka-headless"));
        assertThat(selected).allSatisfy(service -> assertThat(ports(service)).contains("metrics 9404"));
        for (StatefulSet set : all(stack, StatefulSet.class)) {
            Map<String, String> pod = set.getSpec().getTemplate().getMetadata().getLabels();
            assertThat(selected)
                    .filteredOn(service -> pod.entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .as("Services before the pods of %s", set.getMetadata().getName())
                    .hasSize(1);
        }
        assertThat(ports(find(stack, Service.class, "kafka"))).doesNotContain("metrics 9404");
    }

    @Test
    void theMonitorIsInTheNamespaceOfTheStackAndHasTheLabelsThatPrometheusSelects() {
        GenericKubernetesResource monitor = only(
                PLAIN.metrics(AGENT.serviceMonitor("release", "prometheus").serviceMonitor("team", "data")),
                GenericKubernetesResource.class);
        assertThat(monitor.getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(monitor.getKind()).isEqualTo("ServiceMonitor");
        assertThat(monitor.getMetadata().getNamespace()).isEqualTo("production");
        assertThat(monitor.getMetadata().getLabels())
                .containsEntry("release", "prometheus")
                .containsEntry("team", "data");
        assertThat(all(PLAIN.metrics(AGENT), GenericKubernetesResource.class)).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatTheMonitorDoesNotSayAnEditCan() {
        KafkaStack edited = MEASURED.edit(GenericKubernetesResource.class, "kafka", monitor -> {
            Map<String, Object> spec =
                    (Map<String, Object>) monitor.getAdditionalProperties().get("spec");
            ((List<Map<String, Object>>) spec.get("endpoints")).get(0).put("interval", "15s");
        });
        assertThat(edited.findings()).isEmpty();
        assertThat(edited.yaml()).endsWith("""
                  endpoints:
                  - port: metrics
                    interval: 15s
                  jobLabel: app.kubernetes.io/instance
                """);
    }

    @Test
    void theNetworkPolicyLetsScrapersInFromEverywhereOrFromSomeNamespaces() {
        assertThat(scrapes(MEASURED).getFrom()).isEmpty();
        NetworkPolicyIngressRule narrow =
                scrapes(PLAIN.metrics(AGENT.scrapedFrom("monitoring").scrapedFrom("debug")));
        assertThat(narrow.getFrom())
                .extracting(peer -> peer.getNamespaceSelector().getMatchLabels())
                .containsExactly(
                        Map.of("kubernetes.io/metadata.name", "debug"),
                        Map.of("kubernetes.io/metadata.name", "monitoring"));
    }

    private static NetworkPolicyIngressRule scrapes(KafkaStack stack) {
        return only(stack, NetworkPolicy.class).getSpec().getIngress().stream()
                .filter(rule ->
                        rule.getPorts().stream().anyMatch(port -> port.getPort().getIntVal() == 9404))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void otherRulesDoNotRestartTheServers() {
        KafkaStack changed = PLAIN.metrics(AGENT.serviceMonitor().rules("rules: []\n"));
        assertThat(only(changed, ConfigMap.class).getData()).containsEntry("metrics.yaml", "rules: []\n");
        assertThat(only(changed, StatefulSet.class)).isEqualTo(only(MEASURED, StatefulSet.class));
    }

    /** As the agent reads it: every rule is a regular expression with a name, and a counter's name ends in _total. */
    @Test
    @SuppressWarnings("unchecked")
    void ourRulesAreWellFormed() {
        Map<String, Object> file =
                new Yaml().load(only(MEASURED, ConfigMap.class).getData().get("metrics.yaml"));
        List<Map<String, Object>> rules = (List<Map<String, Object>>) file.get("rules");
        assertThat(rules).hasSizeGreaterThan(15).allSatisfy(rule -> {
            Pattern.compile((String) rule.get("pattern"));
            String name = (String) rule.get("name");
            assertThat(name.endsWith("_total")).isEqualTo(rule.get("type").equals("COUNTER"));
        });
    }

    /** What alerts of Strimzi and kube-prometheus users ask for, with the text that the agent matches rules against. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.server<type=ReplicaManager, name=UnderReplicatedPartitions><>Value: 0 | kafka_server_ReplicaManager_UnderReplicatedPartitions",
                "kafka.server<type=ReplicaManager, name=UnderMinIsrPartitionCount><>Value: 0 | kafka_server_ReplicaManager_UnderMinIsrPartitionCount",
                "kafka.controller<type=KafkaController, name=ActiveControllerCount><>Value: 1 | kafka_controller_KafkaController_ActiveControllerCount",
                "kafka.controller<type=KafkaController, name=OfflinePartitionsCount><>Value: 0 | kafka_controller_KafkaController_OfflinePartitionsCount",
                "kafka.controller<type=ControllerStats, name=UncleanLeaderElectionsPerSec><>Count: 0 | kafka_controller_ControllerStats_UncleanLeaderElections_total",
                "kafka.log<type=LogManager, name=OfflineLogDirectoryCount><>Value: 0 | kafka_log_LogManager_OfflineLogDirectoryCount",
                "kafka.log<type=LogManager, name=LogDirectoryOffline, logDirectory=\"/var/lib/kafka\"><>Value: 0 | kafka_log_LogManager_LogDirectoryOffline",
                "kafka.log<type=Log, name=Size, topic=a.b-c, partition=0><>Value: 9 | kafka_log_Log_Size",
                "kafka.network<type=RequestMetrics, name=TotalTimeMs, request=Produce><>99thPercentile: 3 | kafka_network_RequestMetrics_TotalTimeMs",
                "kafka.network<type=RequestMetrics, name=TotalTimeMs, request=Produce><>Count: 3 | kafka_network_RequestMetrics_TotalTimeMs_count",
                "kafka.network<type=RequestMetrics, name=RequestsPerSec, request=Produce, version=12><>Count: 3 | kafka_network_RequestMetrics_Requests_total",
                "kafka.server<type=BrokerTopicMetrics, name=BytesInPerSec, topic=orders><>Count: 3 | kafka_server_BrokerTopicMetrics_BytesIn_total",
                "kafka.server<type=BrokerTopicMetrics, name=BytesInPerSec><>Count: 3 | kafka_server_BrokerTopicMetrics_BytesIn_total",
                "kafka.server<type=KafkaRequestHandlerPool, name=RequestHandlerAvgIdlePercent><>OneMinuteRate: 0.9 | kafka_server_KafkaRequestHandlerPool_RequestHandlerAvgIdle_percent",
                "kafka.network<type=SocketServer, name=NetworkProcessorAvgIdlePercent><>Value: 0.9 | kafka_network_SocketServer_NetworkProcessorAvgIdle_percent",
                "kafka.server<type=raft-metrics><>current-state: leader | kafka_server_raftmetrics_current_state",
                "kafka.server<type=raft-metrics><>commit-latency-avg: 1.0 | kafka_server_raftmetrics_commit-latency-avg",
                "kafka.server<type=raft-channel-metrics><>incoming-byte-total: 1.0 | kafka_server_raftchannelmetrics_incoming-byte_total",
                "kafka.server<type=socket-server-metrics, listener=CLIENT, networkProcessor=0><>connection-count: 1.0 | kafka_server_socket_server_metrics_connection_count",
                "kafka.server<type=ReplicaManager, name=IsrShrinksPerSec><>MeanRate: 0.0 |",
                "kafka.server<type=KafkaRequestHandlerPool, name=RequestHandlerAvgIdlePercent><>Count: 12 |",
                "kafka.server<type=group-coordinator-metrics><>event-queue-time-ms-p999: 1.0 |"
            })
    void measurementsHaveTheNamesThatAlertsAskFor(String measurement, String name) {
        assertThat(nameOf(measurement)).isEqualTo(name);
    }

    /** By the first rule that fits, as the documentation of the exporter describes it; null where none does. */
    @SuppressWarnings("unchecked")
    private static String nameOf(String measurement) {
        Map<String, Object> file =
                new Yaml().load(only(MEASURED, ConfigMap.class).getData().get("metrics.yaml"));
        for (Map<String, Object> rule : (List<Map<String, Object>>) file.get("rules")) {
            var match = Pattern.compile("^.*(?:" + rule.get("pattern") + ").*$").matcher(measurement);
            if (match.matches()) {
                return match.replaceAll((String) rule.get("name"));
            }
        }
        return null;
    }

    @Test
    void whoMeasuresNothingLoadsNothingOfIt() throws IOException, InterruptedException {
        assertThat(loaded(PlainRun.class))
                .anyMatch(name -> name.equals("dev.statefulstack.kafka.KafkaPlanner"))
                .noneMatch(name -> name.contains("Metrics")
                        || name.contains("Monitor")
                        || name.endsWith(".GenericKubernetesResource"));
    }

    /** A program as users write them. */
    static final class PlainRun {
        private PlainRun() {}

        public static void main(String[] args) {
            System.out.print(
                    StatefulStack.kafka("kafka").namespace("production").yaml());
        }
    }

    /** The classes of ours and of fabric8's model that the program loads. */
    private static List<String> loaded(Class<?> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        List<String> names = new ArrayList<>();
        try (var reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                for (String word : line.split(" ", -1)) {
                    if ((word.startsWith("dev.statefulstack.") && !word.contains("Test"))
                            || word.startsWith("io.fabric8.")) {
                        names.add(word);
                    }
                }
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return names;
    }

    private static VolumeMount mountAt(Container container, String path) {
        return container.getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> selector(GenericKubernetesResource monitor) {
        Map<String, Object> spec =
                (Map<String, Object>) monitor.getAdditionalProperties().get("spec");
        Map<String, Object> selector = (Map<String, Object>) spec.get("selector");
        return (Map<String, String>) selector.get("matchLabels");
    }
}
