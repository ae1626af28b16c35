package dev.statefulstack.kafka;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.Map;

class KafkaGoldenTest implements Golden.Cases {
    private static final KafkaStack PRODUCTION = StatefulStack.kafka("kafka").namespace("production");

    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public Map<String, KafkaStack> cases() {
        Map<String, KafkaStack> cases = new LinkedHashMap<>(KafkaCombinations.legal());
        cases.put("five-combined", PRODUCTION.replicas(5));
        cases.put(
                "one-for-development",
                StatefulStack.kafka("kafka").namespace("dev").replicas(1));
        cases.put("bare", PRODUCTION.bare());
        cases.put("kubernetes-1.27", PRODUCTION.kubernetesVersion("1.27"));
        cases.put("another-cluster-domain", PRODUCTION.clusterDomain("k8s.example.com"));
        cases.put("first-ordinal-10", PRODUCTION.firstOrdinal(10));
        cases.put(
                "partitions-kafka-3.9-dedicated-controllers",
                PRODUCTION
                        .replicas(5)
                        .dedicatedControllers(3)
                        .image("apache/kafka:3.9.1")
                        .config("num.partitions", "6"));
        cases.put(
                "kubernetes-1.27-dedicated-controllers",
                PRODUCTION.dedicatedControllers(3).kubernetesVersion("1.27"));
        cases.put(
                "kubernetes-1.27-confluent-8.2-dedicated-controllers",
                PRODUCTION
                        .image("confluentinc/cp-kafka:8.2.0")
                        .dedicatedControllers(3)
                        .kubernetesVersion("1.27"));
        ExternalAccess balancers = ExternalAccess.loadBalancers("kafka-{id}.example.com");
        cases.put(
                "external-load-balancers",
                PRODUCTION.external(balancers
                        .annotation("external-dns.alpha.kubernetes.io/hostname", "{host}")
                        .keepClientAddress()));
        cases.put(
                "external-load-balancers-mutual-tls",
                PRODUCTION.external(balancers).tls("kafka-tls").clientCertificates());
        cases.put(
                "external-load-balancers-scram-tls",
                PRODUCTION.external(balancers).tls("kafka-tls").scram("kafka-users", "alice"));
        cases.put(
                "external-node-ports-dedicated-controllers",
                PRODUCTION.dedicatedControllers(3).external(ExternalAccess.nodePorts("kafka.example.com", 31100)));
        cases.put("racks-kubernetes-1.35", PRODUCTION.kubernetesVersion("1.35").racksFromZones());
        cases.put(
                "tls-two-secrets-dedicated-controllers",
                PRODUCTION.dedicatedControllers(3).clientTls("kafka-tls").internalTls("kafka-internal-tls"));
        cases.put(
                "listeners",
                PRODUCTION.listener("PARTNERS", 9096, "partners-tls").listener("ANALYTICS", 9095));
        KafkaMetrics agent =
                KafkaMetrics.agent("registry.example.com/base/jmx-exporter:1.0.1", "/jmx_prometheus_javaagent.jar");
        cases.put(
                "metrics",
                PRODUCTION.metrics(agent.scrapedFrom("monitoring").serviceMonitor("release", "kube-prometheus-stack")));
        cases.put(
                "metrics-dedicated-controllers",
                PRODUCTION.dedicatedControllers(3).metrics(agent.serviceMonitor()));
        cases.put(
                "metrics-of-the-image-confluent-8.2-dedicated-controllers",
                PRODUCTION
                        .image("confluentinc/cp-kafka:8.2.0")
                        .dedicatedControllers(3)
                        .metrics(KafkaMetrics.agentOfServerImage(
                                        "/usr/share/java/cp-base-new/jmx_prometheus_javaagent-1.1.0.jar")
                                .rules("rules:\n- pattern: .*\n")));
        cases.put("every-option", everyOption());
        cases.put("edited-with-sidecar", editedWithSidecar());
        return cases;
    }

    private static KafkaStack everyOption() {
        return StatefulStack.kafka("orders")
                .namespace("shop")
                .replicas(3)
                .image("registry.example.com/base/broker:2026-11", KafkaImage.apache("4.3.0"))
                .storage("200Gi", "fast-ssd")
                .cpu("2", "4")
                .memory("8Gi")
                .heap("3Gi")
                .clusterId("rHHPmRBPTXW7rRJ4sWC3_Q")
                .clientPort(19092)
                .internalPort(19091)
                .controllerPort(19093)
                .config("log.retention.hours", "72")
                .config("auto.create.topics.enable", "true")
                .config("group.initial.rebalance.delay.ms", "3000")
                .env("TZ", "UTC")
                .env("KAFKA_OPTS", "-Dpod=$(POD_NAME)")
                .envFromSecret("LICENSE", "orders-license", "key")
                .envFromConfigMap("REGION", "site", "region")
                .label("team", "shop")
                .annotation("example.com/owner", "shop@example.com")
                .podAnnotation("example.com/scrape", "true")
                .serviceAccount("orders")
                .nodeSelector("disk", "nvme")
                .toleration("dedicated", "kafka", Toleration.Effect.NO_SCHEDULE)
                .toleration("node.example.com/maintenance", Toleration.Effect.PREFER_NO_SCHEDULE)
                .requireZoneSpread()
                .pullSecret("registry-credentials")
                .priorityClass("stateful");
    }

    private static KafkaStack editedWithSidecar() {
        return PRODUCTION.edit(StatefulSet.class, "kafka", set -> {
            var pod = set.getSpec().getTemplate().getSpec();
            var restricted = new SecurityContextBuilder()
                    .withAllowPrivilegeEscalation(false)
                    .withReadOnlyRootFilesystem(true)
                    .withCapabilities(new CapabilitiesBuilder().withDrop("ALL").build())
                    .build();
            pod.getVolumes()
                    .add(new VolumeBuilder()
                            .withName("shared")
                            .withNewEmptyDir()
                            .endEmptyDir()
                            .build());
            pod.getInitContainers()
                    .add(new ContainerBuilder()
                            .withName("prepare")
                            .withImage("busybox:1.37")
                            .withCommand("sh", "-c", "date > /shared/started\necho ready\n")
                            .withVolumeMounts(new VolumeMountBuilder()
                                    .withName("shared")
                                    .withMountPath("/shared")
                                    .build())
                            .withSecurityContext(restricted)
                            .build());
            pod.getContainers()
                    .add(new ContainerBuilder()
                            .withName("log-shipper")
                            .withImage("fluent/fluent-bit:4.1")
                            .withVolumeMounts(new VolumeMountBuilder()
                                    .withName("logs")
                                    .withMountPath("/logs")
                                    .withReadOnly(true)
                                    .build())
                            .withSecurityContext(restricted)
                            .build());
        });
    }
}
