package dev.statefulstack.kafka;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.info;
import static dev.statefulstack.BadInput.warning;
import static dev.statefulstack.Resources.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Toleration;
import dev.statefulstack.stack.InvalidStackException;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each mistake: the rule that finds it, and the values that its finding names. */
class KafkaBadInputTest {
    private static final KafkaStack GOOD =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    private static KafkaStack named(String name) {
        return StatefulStack.kafka(name).namespace("production");
    }

    private static KafkaMetrics agent(String jar) {
        return KafkaMetrics.agent("example.com/jmx:1.0.1", jar);
    }

    private static KafkaStack balancers(String hosts) {
        return GOOD.external(ExternalAccess.loadBalancers(hosts));
    }

    private static KafkaStack nodePorts(int firstPort) {
        return GOOD.external(ExternalAccess.nodePorts("kafka.example.com", firstPort));
    }

    private static KafkaStack annotated(String key, String text) {
        return GOOD.external(
                ExternalAccess.loadBalancers("kafka-{id}.example.com").annotation(key, text));
    }

    private static KafkaStack edited(Consumer<StatefulSet> edit) {
        return GOOD.edit(StatefulSet.class, "kafka", edit);
    }

    static Stream<BadInput> mistakes() {
        return Stream.of(
                // names
                error(named("k".repeat(53)), "sts-name-too-long", "53 characters", "at most 52"),
                error(named(""), "name-illegal", "''"),
                error(named("Kafka"), "name-illegal", "'Kafka'"),
                error(named("0kafka"), "name-illegal", "'0kafka'"),
                error(named("kafka-"), "name-illegal", "'kafka-'"),
                error(named("ka.fka"), "name-illegal", "'ka.fka'"),
                error(named(null), "null-argument", "the name null"),
                error(GOOD.namespace("Prod"), "name-illegal", ".namespace(\"Prod\")", "'Prod'"),
                error(GOOD.namespace("n".repeat(64)), "name-illegal", "n".repeat(64)),
                error(GOOD.namespace("../prod"), "name-illegal", "'../prod'"),
                error(GOOD.namespace(null), "null-argument", ".namespace(null)"),
                info(StatefulStack.kafka("kafka"), "namespace-default", "'default'"),
                error(GOOD.clusterDomain("cluster.local."), "name-illegal", "'cluster.local.'"),
                error(GOOD.clusterDomain(""), "name-illegal", "''"),
                error(GOOD.clusterDomain("cluster_local"), "name-illegal", "'cluster_local'"),
                error(GOOD.clusterDomain(null), "null-argument", ".clusterDomain(null)"),
                error(GOOD.kubernetesVersion("1.26"), "kubernetes-version-unknown", "1.26 is older than 1.27"),
                error(GOOD.kubernetesVersion("28"), "kubernetes-version-unknown", "'28'"),
                error(GOOD.kubernetesVersion("1.x"), "kubernetes-version-unknown", "'1.x'"),
                error(GOOD.kubernetesVersion("1.100"), "kubernetes-version-unknown", "'1.100'"),
                // members
                error(GOOD.replicas(0), "replicas-out-of-range", "0 members"),
                error(GOOD.replicas(-1), "replicas-out-of-range", "-1 members"),
                error(GOOD.replicas(Integer.MAX_VALUE), "replicas-out-of-range", "2147483647 members"),
                error(GOOD.replicas(2), "kafka-two-voters", ".replicas(2)", "two nodes vote", ".replicas(3)"),
                warning(GOOD.replicas(4), "kafka-even-voters", "4 nodes vote"),
                error(GOOD.replicas(6), "kafka-too-many-voters", "6 nodes vote", ".dedicatedControllers(3)"),
                error(GOOD.dedicatedControllers(0), "kafka-controllers-out-of-range", "0 controllers"),
                error(
                        GOOD.dedicatedControllers(Integer.MAX_VALUE),
                        "kafka-controllers-out-of-range",
                        "2147483647 controllers"),
                error(GOOD.dedicatedControllers(2), "kafka-two-voters", "two nodes vote", ".dedicatedControllers(3)"),
                warning(GOOD.dedicatedControllers(4), "kafka-even-voters", "4 nodes vote"),
                error(GOOD.dedicatedControllers(7), "kafka-too-many-voters", "7 nodes vote"),
                error(
                        GOOD.dedicatedControllers(3).firstOrdinal(10),
                        "kafka-first-ordinal-with-controllers",
                        ".firstOrdinal(10)",
                        "from 100"),
                warning(GOOD.dedicatedControllers(3).replicas(2), "kafka-few-brokers", "2 brokers"),
                error(GOOD.dedicatedControllers(3).controllerSize("0", "2Gi", "10Gi"), "quantity-illegal", "'0'"),
                error(GOOD.dedicatedControllers(3).controllerSize("1", "2GB", "10Gi"), "quantity-illegal", "'2GB'"),
                error(GOOD.dedicatedControllers(3).controllerSize("1", "2Gi", ""), "quantity-illegal", "''"),
                error(
                        named("k".repeat(45)).dedicatedControllers(3),
                        "sts-name-too-long",
                        "k-controller' has 56 characters",
                        "use at most 41 for the name '" + "k".repeat(45) + "'"),
                error(
                        named("k".repeat(44)).dedicatedControllers(3),
                        "object-name-illegal",
                        "k-controller-headless' has 64 characters",
                        "use at most 43 for the name '" + "k".repeat(44) + "'"),
                info(GOOD.replicas(1), "kafka-single-node", "one node votes"),
                error(GOOD.firstOrdinal(-1), "first-ordinal-out-of-range", "-1"),
                error(GOOD.firstOrdinal(Integer.MAX_VALUE), "first-ordinal-out-of-range", "2147483647 to 2147483649"),
                // image
                error(
                        GOOD.image("example.com/broker:1.0"),
                        "kafka-image-unknown",
                        "'example.com/broker:1.0'",
                        "KafkaImage"),
                error(GOOD.image("apache/kafka"), "kafka-image-unknown", "'apache/kafka'"),
                error(GOOD.image("apache/kafka:latest"), "kafka-image-unknown", "latest"),
                error(GOOD.image("apache/kafka@sha256:" + "a".repeat(64)), "kafka-image-unknown", "KafkaImage.apache"),
                error(
                        GOOD.image("bitnami/kafka:4.0.0"),
                        "kafka-image-unknown",
                        "'bitnami/kafka:4.0.0' is Bitnami's",
                        "KAFKA_CFG_",
                        "use apache/kafka"),
                error(GOOD.image("docker.io/bitnamilegacy/kafka:3.9.0"), "kafka-image-unknown", "user 1001"),
                error(GOOD.image("example.com/broker:1", KafkaImage.apache("four")), "kafka-image-unknown", "four"),
                error(GOOD.image("apache/kafka:3.6.1"), "kafka-version-too-old", "3.6.1"),
                error(GOOD.image("confluentinc/cp-kafka:7.5.0"), "kafka-version-too-old", "3.5.0", "3.6.0"),
                error(GOOD.image("confluentinc/cp-kafka:latest"), "kafka-image-unknown", "latest"),
                warning(GOOD.image("confluentinc/cp-kafka:8.5.0"), "kafka-version-untested", "4.5.0"),
                error(
                        GOOD.image("confluentinc/cp-kafka:7.6.0").env("KAFKA_PORT", "9092"),
                        "kafka-variable-refused",
                        "KAFKA_PORT"),
                error(
                        GOOD.image("confluentinc/cp-kafka:7.6.0").config("advertised.host", "x"),
                        "kafka-variable-refused",
                        "advertised.host"),
                error(
                        GOOD.image("confluentinc/cp-kafka:8.1.0").config("listener.name.a.ssl.protocol", "x"),
                        "kafka-config-key-illegal",
                        "single letter"),
                warning(GOOD.image("apache/kafka:4.5.0"), "kafka-version-untested", "4.5.0"),
                error(GOOD.image("apache/kafka: 4.4.0"), "image-illegal", "' 4.4.0'".substring(1)),
                error(GOOD.image(""), "image-illegal", "''"),
                error(GOOD.image(null), "null-argument", ".image(null)"),
                // amounts
                error(GOOD.storage("10 Gi"), "quantity-illegal", "'10 Gi'"),
                error(GOOD.storage("0"), "quantity-illegal", "'0'"),
                error(GOOD.storage("-1Gi"), "quantity-illegal", "'-1Gi'"),
                error(GOOD.storage("10GB"), "quantity-illegal", "'10GB'"),
                error(GOOD.storage("10Gi", "Fast SSD"), "name-illegal", "'Fast SSD'"),
                error(GOOD.memory("lots"), "quantity-illegal", "'lots'"),
                error(GOOD.memory("1500m"), "quantity-illegal", "'1500m'"),
                error(GOOD.cpu("two"), "quantity-illegal", "'two'"),
                error(GOOD.cpu("0"), "quantity-illegal", "'0'"),
                error(GOOD.cpu("2", "1"), "requests-over-limits", "request 2", "limit 1"),
                error(GOOD.memory("2Gi").heap("2Gi"), "kafka-heap-over-memory", ".heap(\"2Gi\")", "memory 2Gi"),
                error(GOOD.heap("3Gi"), "kafka-heap-over-memory", "heap is 3Gi", "memory 2Gi"),
                warning(GOOD.memory("4Gi").heap("3500Mi"), "kafka-heap-leaves-little", "3500Mi of 4Gi"),
                error(GOOD.heap("big"), "quantity-illegal", "'big'"),
                error(GOOD.heap("512"), "kafka-heap-too-small", ".heap(\"512\")", "which is 512 bytes", "256Mi"),
                error(GOOD.heap("128Mi"), "kafka-heap-too-small", "the heap is 128Mi", "OutOfMemoryError"),
                error(GOOD.memory("256Mi"), "kafka-heap-too-small", "half of the memory, 256Mi", ".memory(\"512Mi\")"),
                error(GOOD.memory("512"), "quantity-without-unit", "'512' is 512 bytes", "counts bytes"),
                error(GOOD.storage("100"), "quantity-without-unit", ".storage(\"100\")", "'100' is 100 bytes"),
                error(
                        GOOD.dedicatedControllers(3).controllerSize("1", "2Gi", "10"),
                        "quantity-without-unit",
                        "'10' is 10 bytes"),
                // calls that mean nothing without another
                warning(
                        GOOD.controllerSize("1", "4Gi", "20Gi"),
                        "option-without-effect",
                        ".controllerSize(\"1\", \"4Gi\", \"20Gi\") has no effect",
                        ".dedicatedControllers(3)"),
                warning(
                        GOOD.externalPort(9094),
                        "option-without-effect",
                        ".externalPort(9094) has no effect",
                        ".external("),
                warning(
                        GOOD.metrics(agent("/a.jar").scrapedFrom("monitoring")).withoutNetworkPolicy(),
                        "option-without-effect",
                        "without network policies everybody"),
                warning(GOOD.withoutNodeSelector("disk"), "option-without-effect", "no earlier call added 'disk'"),
                warning(
                        GOOD.config("a.b", "1").withoutConfig("a.c"),
                        "option-without-effect",
                        ".withoutConfig(\"a.c\")"),
                warning(GOOD.withoutListener("PARTNERS"), "option-without-effect", "'PARTNERS'"),
                error(GOOD.withoutListener(null), "null-argument", ".withoutListener(null)"),
                // metrics
                error(GOOD.metrics(null), "null-argument", ".metrics(null)"),
                error(
                        GOOD.metrics(KafkaMetrics.agent(null, "/a.jar")),
                        "kafka-metrics-agent-illegal",
                        "KafkaMetrics.agent(null, \"/a.jar\")"),
                error(
                        GOOD.metrics(KafkaMetrics.agent("JMX", "/a.jar")),
                        "kafka-metrics-agent-illegal",
                        "'JMX' is no image"),
                error(
                        GOOD.metrics(KafkaMetrics.agent("example.com/jmx", "/a.jar")),
                        "kafka-metrics-image-unpinned",
                        "'example.com/jmx' can be another image tomorrow"),
                error(
                        GOOD.metrics(KafkaMetrics.agent("example.com/jmx:latest", "/a.jar")),
                        "kafka-metrics-image-unpinned",
                        ":latest"),
                error(GOOD.metrics(agent(null)), "kafka-metrics-agent-illegal", "'' is no path of a jar"),
                error(GOOD.metrics(agent("a.jar")), "kafka-metrics-agent-illegal", "'a.jar'"),
                error(GOOD.metrics(agent("/my agent.jar")), "kafka-metrics-agent-illegal", "'/my agent.jar'"),
                error(GOOD.metrics(agent("/$(A).jar")), "kafka-metrics-agent-illegal", "'/$(A).jar'"),
                error(GOOD.metrics(agent("/../a.jar")), "kafka-metrics-agent-illegal", "'/../a.jar'"),
                error(
                        GOOD.metrics(KafkaMetrics.agentOfServerImage("/usr/share/java/*.jar")),
                        "kafka-metrics-agent-illegal",
                        "agentOfServerImage(\"/usr/share/java/*.jar\")"),
                error(GOOD.metrics(agent("/a.jar").rules(" ")), "kafka-metrics-rules-empty", "the text is empty"),
                error(GOOD.metrics(agent("/a.jar").rules("x\ud800")), "kafka-metrics-rules-illegal", "surrogate"),
                error(GOOD.metrics(agent("/a.jar").rules("x\0")), "kafka-metrics-rules-illegal", "NUL"),
                error(
                        GOOD.metrics(agent("/a.jar").rules("#".repeat((1 << 20) + 1))),
                        "config-map-too-large",
                        "the rules have 1048577 bytes"),
                error(GOOD.metrics(agent("/a.jar").rules(null)), "kafka-metrics-rules-empty", ".rules(null)"),
                error(GOOD.metrics(agent("/a.jar").scrapedFrom("Mon")), "name-illegal", "'Mon' is no namespace"),
                error(
                        GOOD.metrics(agent("/a.jar").serviceMonitor("a b", "x")),
                        "kafka-metrics-label-illegal",
                        "'a b' is no key"),
                error(
                        GOOD.metrics(agent("/a.jar").serviceMonitor("release", "-x")),
                        "kafka-metrics-label-illegal",
                        "'-x' is no value"),
                error(GOOD.metrics(agent("/a.jar").port(0)), "port-out-of-range", "the port is 0"),
                error(
                        GOOD.metrics(agent("/a.jar").port(9092)),
                        "port-duplicate",
                        ".metrics(KafkaMetrics.agent(\"example.com/jmx:1.0.1\", \"/a.jar\").port(9092))",
                        ".clientPort(9092) is the same port"),
                error(
                        GOOD.metrics(agent("/a.jar")).env("EXTRA_ARGS", "-x"),
                        "env-duplicate-name",
                        "EXTRA_ARGS is computed already"),
                error(GOOD.listener("METRICS", 9095), "kafka-listener-name-illegal", "METRICS is taken"),
                // ports
                error(GOOD.clientPort(0), "port-out-of-range", "the port is 0"),
                error(GOOD.controllerPort(65536), "port-out-of-range", "the port is 65536"),
                error(GOOD.internalPort(9092), "port-duplicate", ".internalPort(9092)", ".clientPort(9092)"),
                // external access
                error(GOOD.external(null), "null-argument", ".external(null)"),
                warning(
                        GOOD.external(ExternalAccess.loadBalancers("kafka-{id}.example.com")),
                        "kafka-external-plaintext",
                        "EXTERNAL neither encrypts"),
                error(balancers("kafka.example.com"), "kafka-external-host-illegal", "'kafka.example.com' is the same"),
                error(balancers(null), "kafka-external-host-illegal", "loadBalancers(null)"),
                error(balancers(""), "kafka-external-host-illegal", "kafka-{id}.example.com"),
                error(
                        balancers("kafka-{ordinal}.example.com"),
                        "kafka-external-host-illegal",
                        "{ordinal}: it is no mark"),
                error(balancers("kafka-{id"), "kafka-external-host-illegal", "without a '}'"),
                error(balancers("{id}.{host}"), "kafka-external-host-illegal", "'{id}.{host}' makes no names"),
                error(balancers("Kafka_{id}.example.com"), "kafka-external-host-illegal", "'Kafka_{id}.example.com'"),
                error(balancers("kafka-$(ID)-{id}"), "kafka-external-host-illegal", "'kafka-$(ID)-{id}'"),
                error(balancers("{id}.example.com:9094"), "kafka-external-host-illegal", "'{id}.example.com:9094'"),
                error(balancers("k".repeat(60) + "-{id}.com"), "kafka-external-host-illegal", "makes no names"),
                error(
                        balancers("kafka-{id}.example.com").kubernetesVersion("1.27"),
                        "kafka-external-without-ordinal",
                        "Kubernetes 1.27",
                        ".kubernetesVersion(\"1.28\")",
                        "{name}"),
                error(
                        nodePorts(31090).kubernetesVersion("1.27"),
                        "kafka-external-without-ordinal",
                        "Kubernetes 1.27",
                        "ExternalAccess.loadBalancers(\"{name}.example.com\")"),
                error(
                        GOOD.external(ExternalAccess.nodePorts("kafka-{id}.example.com", 31090)),
                        "kafka-external-host-illegal",
                        "'kafka-{id}.example.com' is no name of a host"),
                error(
                        GOOD.external(ExternalAccess.nodePorts(null, 31090)),
                        "kafka-external-host-illegal",
                        "(null, 31090)"),
                error(nodePorts(31091), "kafka-external-port-digits", "31091 does not end in 0", "such as 31090"),
                error(
                        nodePorts(31090).dedicatedControllers(3),
                        "kafka-external-port-digits",
                        "31090 does not end in 100",
                        "such as 31100"),
                error(nodePorts(31090).firstOrdinal(10), "kafka-external-port-digits", "end in 10", "such as 31010"),
                error(
                        nodePorts(31090).replicas(11).allow("kafka-too-many-voters", "a test"),
                        "kafka-external-port-digits",
                        "the ids are 0 to 10",
                        "differ in length",
                        ".dedicatedControllers(3)"),
                error(
                        nodePorts(31090).firstOrdinal(100_000),
                        "kafka-external-port-digits",
                        "end in 100000",
                        "use load balancers"),
                error(
                        nodePorts(31100).dedicatedControllers(3).replicas(901),
                        "kafka-external-port-digits",
                        "100 to 1000",
                        "use fewer brokers"),
                error(nodePorts(0), "port-out-of-range", "the ports are -1 to 2"),
                error(nodePorts(Integer.MIN_VALUE), "port-out-of-range", "-2147483649"),
                error(nodePorts(65534), "port-out-of-range", "65533 to 65536"),
                error(nodePorts(Integer.MAX_VALUE), "port-out-of-range", "2147483649"),
                warning(nodePorts(30000), "kafka-external-port-unusual", "29999 to 30002"),
                warning(nodePorts(9090), "kafka-external-port-unusual", "9089 to 9092", "30000 to 32767"),
                error(
                        GOOD.external(ExternalAccess.nodePorts("kafka.example.com", 31090)
                                .keepClientAddress()),
                        "kafka-external-local-node-ports",
                        "kafka.example.com stands for"),
                error(annotated("a b", "x"), "kafka-external-annotation-illegal", "'a b' is no key"),
                error(annotated(null, "x"), "kafka-external-annotation-illegal", "lacks its key"),
                error(annotated("a", "\ud800"), "kafka-external-annotation-illegal", "half of a surrogate pair"),
                error(annotated("a", null), "kafka-external-annotation-illegal", "annotation(\"a\", null)"),
                error(annotated("a", "{\"b\":1}"), "kafka-external-annotation-illegal", "{{ for a brace"),
                error(balancers("k-{id}.com").externalPort(9092), "port-duplicate", ".externalPort(9092)"),
                error(balancers("k-{id}.com").externalPort(0), "port-out-of-range", "the port is 0"),
                error(
                        named("k".repeat(45)).external(ExternalAccess.loadBalancers("k-{id}.com")),
                        "name-illegal",
                        "k-external-bootstrap' is too long for a Service",
                        "at most 44 characters"),
                error(
                        balancers("kafka-{id}.example.com")
                                .edit(
                                        StatefulSet.class,
                                        "kafka",
                                        set -> set.getSpec().setReplicas(4)),
                        "kafka-external-not-served",
                        "kafka-3 advertises the port 9094, and no Service opens one for it"),
                error(
                        balancers("kafka-{id}.example.com")
                                .edit(
                                        Service.class,
                                        "kafka-external-1",
                                        service -> service.getSpec().setType("ClusterIP")),
                        "kafka-external-not-served",
                        "kafka-1 advertises the port 9094, and no Service opens one for it"),
                error(
                        nodePorts(31090)
                                .edit(
                                        Service.class,
                                        "kafka-external-2",
                                        service -> service.getSpec()
                                                .getPorts()
                                                .get(0)
                                                .setNodePort(31099)),
                        "kafka-external-not-served",
                        "kafka-2 advertises the port 31092, and its Service opens 31099"),
                // racks
                error(
                        GOOD.racksFromZones(),
                        "zone-label-missing",
                        ".racksFromZones()",
                        "Kubernetes 1.28",
                        ".kubernetesVersion(\"1.35\")"),
                error(GOOD.kubernetesVersion("1.34").racksFromZones(), "zone-label-missing", "Kubernetes 1.34"),
                error(GOOD.env("ZONE", Env.Self.ZONE), "zone-label-missing", ".env(\"ZONE\", Env.Self.ZONE)"),
                error(GOOD.config("broker.rack", "a"), "kafka-config-computed", ".racksFromZones()"),
                error(GOOD.env("KAFKA_BROKER_RACK", "a"), "kafka-config-computed", ".racksFromZones()"),
                // listeners
                error(GOOD.listener("A", 9095), "kafka-listener-name-illegal", "'A'", "2 to 15 capital letters"),
                error(GOOD.listener("", 9095), "kafka-listener-name-illegal", "''"),
                error(GOOD.listener("analytics", 9095), "kafka-listener-name-illegal", "'analytics'"),
                error(GOOD.listener("SASL_PLAINTEXT", 9095), "kafka-listener-name-illegal", "'SASL_PLAINTEXT'"),
                error(GOOD.listener("A".repeat(16), 9095), "kafka-listener-name-illegal", "A".repeat(16)),
                error(GOOD.listener("SSL", 9095, "tls"), "kafka-listener-name-illegal", "'SSL' ends in SSL"),
                error(GOOD.listener("CLIENTSSL", 9095), "kafka-listener-name-illegal", "ends in SSL"),
                error(GOOD.listener("INTERNAL", 9095), "kafka-listener-name-illegal", "INTERNAL is taken"),
                error(GOOD.listener("KAFKA", 9095), "kafka-listener-name-illegal", "KAFKA is taken"),
                error(GOOD.listener("ANALYTICS", 0), "port-out-of-range", "the port is 0"),
                error(GOOD.listener("ANALYTICS", 9093), "port-duplicate", ".controllerPort(9093) is the same port"),
                error(
                        GOOD.listener("ANALYTICS", 9095).listener("PARTNERS", 9095),
                        "port-duplicate",
                        ".listener(\"ANALYTICS\", 9095) is the same port"),
                error(GOOD.listener(null, 9095), "null-argument", ".listener(null, 9095)"),
                error(GOOD.listener("ANALYTICS", 9095, null), "null-argument", "null"),
                error(GOOD.listener("ANALYTICS", 9095, "Tls"), "name-illegal", "'Tls'"),
                error(GOOD.clientTls("kafka_tls"), "name-illegal", ".clientTls(\"kafka_tls\")"),
                error(GOOD.internalTls(""), "name-illegal", "''"),
                error(GOOD.tls("Kafka"), "name-illegal", "'Kafka'"),
                error(GOOD.tls(null), "null-argument", ".clientTls(null)"),
                error(
                        GOOD.internalTls("kafka-tls").clientCertificates(),
                        "kafka-client-certificates-without-tls",
                        "CLIENT is plaintext",
                        ".clientTls(\"kafka-tls\")"),
                error(
                        GOOD.clientTls("kafka-tls").config("listener.name.client.ssl.keystore.type", "JKS"),
                        "kafka-config-computed",
                        "follows from what was said of the listener CLIENT"),
                error(
                        GOOD.clientTls("kafka-tls").env("KAFKA_CONFIG_PROVIDERS", "env"),
                        "kafka-config-computed",
                        "KAFKA_CONFIG_PROVIDERS"),
                info(
                        GOOD.tls("kafka-tls").scram("kafka-users", "alice"),
                        "kafka-scram-job-immutable",
                        ".scram(\"kafka-users\", \"alice\")",
                        "kubectl delete job kafka-scram-users"),
                warning(
                        GOOD.internalTls("kafka-tls").scram("kafka-users", "alice"),
                        "kafka-scram-without-tls",
                        "CLIENT is not encrypted",
                        ".clientTls(\"kafka-tls\")"),
                warning(
                        GOOD.tls("kafka-tls").scram("kafka-users", "a").listener("ANALYTICS", 9095),
                        "kafka-listener-without-users",
                        ".listener(\"ANALYTICS\", 9095)",
                        "on CLIENT only"),
                error(GOOD.scram("kafka-users"), "kafka-scram-user-illegal", "there is no user"),
                error(GOOD.scram("kafka-users", ""), "kafka-scram-user-illegal", "''"),
                error(GOOD.scram("kafka-users", "a b"), "kafka-scram-user-illegal", "'a b'"),
                error(GOOD.scram("kafka-users", "-a"), "kafka-scram-user-illegal", "'-a'"),
                error(GOOD.scram("kafka-users", "a", "a"), "kafka-scram-user-illegal", "'a' is there twice"),
                error(GOOD.scram("Users", "a"), "name-illegal", "'Users'"),
                error(GOOD.scram(null, "a"), "null-argument", ".scram(null, \"a\")"),
                error(GOOD.scram("kafka-users", (String) null), "null-argument", "null"),
                error(GOOD.scram("kafka-users", (String[]) null), "null-argument", "null"),
                error(
                        named("k".repeat(52)).scram("kafka-users", "a"),
                        "name-illegal",
                        "-scram-users' has 64 characters",
                        "to 51"),
                error(
                        GOOD.scram("kafka-users", "a").config("listener.name.client.sasl.enabled.mechanisms", "PLAIN"),
                        "kafka-config-computed",
                        "the listener CLIENT"),
                // environment
                error(GOOD.env("A", "1").env("A", "2"), "env-duplicate-name", "A was set by an earlier call"),
                error(GOOD.env("POD_NAME", "x"), "env-duplicate-name", "POD_NAME is computed"),
                error(GOOD.env("1A", "x"), "env-name-illegal", "'1A'"),
                error(GOOD.env("A B", "x"), "env-name-illegal", "'A B'"),
                error(GOOD.env("A", "$(B)").env("B", "1"), "env-ref-before-definition", "A holds $(B)"),
                error(GOOD.env("A", "$(A)"), "env-ref-before-definition", "A holds $(A)"),
                error(GOOD.env("A", "$(NOWHERE)"), "env-ref-undefined", "$(NOWHERE)", "$$(NOWHERE)"),
                error(GOOD.env("A", "$(POD_NAME##*-)"), "env-shell-syntax-in-ref", "$(POD_NAME##*-)"),
                error(GOOD.env("A", (String) null), "null-argument", ".env(\"A\", null)"),
                error(GOOD.env(null, "1"), "null-argument", ".env(null, \"1\")"),
                error(GOOD.envFromSecret("A", "My_Secret", "k"), "name-illegal", "'My_Secret'"),
                error(GOOD.envFromSecret("A", "secret", ""), "name-illegal", "'' is no key"),
                error(GOOD.envFromConfigMap("A", null, "k"), "null-argument", "null"),
                error(GOOD.env("A", "\ud800"), "text-not-unicode", "surrogate"),
                // configuration
                error(
                        GOOD.config("controller.quorum.bootstrap.servers", "kafka:9093"),
                        "kafka-dynamic-quorum",
                        "asks for a dynamic quorum"),
                error(
                        GOOD.env("KAFKA_CONTROLLER_QUORUM_BOOTSTRAP_SERVERS", "kafka:9093"),
                        "kafka-dynamic-quorum",
                        "KAFKA_CONTROLLER_QUORUM_BOOTSTRAP_SERVERS"),
                error(GOOD.config("node.id", "7"), "kafka-config-computed", "node.id", ".firstOrdinal(n)"),
                error(GOOD.config("log.dirs", "/x"), "kafka-config-computed", ".storage(size)"),
                error(GOOD.config("min.insync.replicas", "1"), "kafka-config-computed", ".replicas(n)"),
                error(GOOD.env("KAFKA_NODE_ID", "7"), "kafka-config-computed", "KAFKA_NODE_ID"),
                error(GOOD.env("KAFKA_HEAP_OPTS", "-Xmx1g"), "kafka-config-computed", ".heap(size)"),
                error(GOOD.env("CLUSTER_ID", "x"), "kafka-config-computed", ".clusterId(id)"),
                error(GOOD.config("log.retention.hours", ""), "kafka-config-value-illegal", "the value is empty"),
                error(GOOD.config("log.retention.hours", "1\n2"), "kafka-config-value-illegal", "more than one line"),
                error(GOOD.config("Log.Retention", "1"), "kafka-config-key-illegal", "'Log.Retention'"),
                error(GOOD.config("a..b", "1"), "kafka-config-key-illegal", "'a..b'"),
                error(GOOD.config("", "1"), "kafka-config-key-illegal", "''"),
                error(GOOD.config(null, "1"), "null-argument", ".config(null, \"1\")"),
                error(
                        GOOD.config("log.retention.hours", "1").env("KAFKA_LOG_RETENTION_HOURS", "2"),
                        "env-duplicate-name",
                        "KAFKA_LOG_RETENTION_HOURS"),
                error(GOOD.clusterId("short"), "kafka-cluster-id-illegal", "'short'"),
                error(GOOD.clusterId("-HHPmRBPTXW7rRJ4sWC3_Q"), "kafka-cluster-id-illegal", "'-HHP"),
                error(GOOD.clusterId("5L6g3nShT-eMCtK--X86sw"), "kafka-cluster-id-public", "constant"),
                warning(GOOD.clusterId("rHHPmRBPTXW7rRJ4sWC3_R"), "kafka-cluster-id-not-canonical", "3_R"),
                error(GOOD.clusterId(null), "null-argument", ".clusterId(null)"),
                // labels and placement
                error(GOOD.label("team!", "x"), "label-illegal", "'team!'"),
                error(GOOD.label("team", "-x"), "label-illegal", "'-x'"),
                error(GOOD.label("app.kubernetes.io/name", "x"), "label-computed", "app.kubernetes.io/name"),
                error(GOOD.annotation("a b", "x"), "label-illegal", "'a b'"),
                error(GOOD.podAnnotation("", "x"), "label-illegal", "''"),
                error(GOOD.nodeSelector("disk", "a b"), "label-illegal", "'a b'"),
                error(GOOD.toleration("", Toleration.Effect.NO_EXECUTE), "label-illegal", "''"),
                error(GOOD.toleration("a", null), "null-argument", "null"),
                error(GOOD.serviceAccount("Kafka"), "name-illegal", "'Kafka'"),
                error(GOOD.pullSecret("a/b"), "name-illegal", "'a/b'"),
                error(GOOD.priorityClass(""), "name-illegal", "''"),
                // escape hatches
                error(
                        GOOD.edit(StatefulSet.class, "kafak", set -> {}),
                        "edit-matches-nothing",
                        "StatefulSet 'kafak'",
                        "StatefulSet 'kafka'"),
                error(
                        GOOD.withoutDisruptionBudget().edit(PodDisruptionBudget.class, "kafka", budget -> {}),
                        "edit-matches-nothing",
                        "PodDisruptionBudget"),
                error(edited(set -> set.getStatus().setReplicas(1)), "edit-failed", "NullPointerException"),
                warning(edited(set -> set.getMetadata().getName()), "edit-changes-nothing", "the same after the edit"),
                error(GOOD.edit(StatefulSet.class, "kafka", null), "null-argument", "null"),
                error(
                        GOOD.allow("kafka-two-voter", "x"),
                        "allow-unknown-rule",
                        "'kafka-two-voter'",
                        "kafka-two-voters"),
                error(GOOD.allow("kafka-two-voters", " "), "allow-without-reason", "the reason is empty"),
                error(GOOD.allow("name-illegal", "x"), "allow-impossible", "name-illegal"),
                error(edited(set -> set.getMetadata().setName(null)), "edit-failed", "no name any more"),
                error(edited(set -> set.setMetadata(null)), "edit-failed", "no name any more"),
                error(
                        edited(set -> {
                            throw new AssertionError("mine");
                        }),
                        "edit-failed",
                        "mine"),
                error(
                        edited(set -> set.getMetadata().getLabels().put("x", "\ud83d")),
                        "object-not-writable",
                        "surrogate"),
                warning(
                        edited(set -> set.getSpec().setReplicas(5)),
                        "edit-changes-names",
                        "spec.replicas of StatefulSet 'kafka'",
                        ".replicas(n)"),
                warning(GOOD.withoutEnv("NOPE"), "option-without-effect", "no earlier call added 'NOPE'"),
                error(GOOD.env("A", "a\0b"), "text-not-unicode", "NUL"),
                error(
                        GOOD.envFromSecret("A", "s", "k k"),
                        "name-illegal",
                        ".envFromSecret(\"A\", \"s\", \"k k\")",
                        "'k k'"),
                error(GOOD.image("apache/kafka:4.4.0@sha256:abc"), "image-illegal", "sha256:abc"),
                // what an edit can break
                error(edited(set -> set.getSpec().setServiceName("kafka-hs")), "sts-service-missing", "'kafka-hs'"),
                error(edited(set -> set.getSpec().setReplicas(2)), "peer-ordinal-out-of-range", "kafka-2", "0 to 1"),
                error(
                        GOOD.edit(
                                Service.class,
                                "kafka-headless",
                                s -> s.getSpec().getSelector().put("app", "x")),
                        "sts-service-selector-mismatch",
                        "app=x"),
                warning(
                        GOOD.edit(
                                Service.class,
                                "kafka-headless",
                                s -> s.getSpec().setClusterIP(null)),
                        "sts-service-not-headless",
                        "kafka-headless is not headless"),
                error(
                        edited(set ->
                                set.getSpec().getSelector().getMatchLabels().put("app", "x")),
                        "sts-selector-template-mismatch",
                        "app=x"),
                error(edited(set -> set.getMetadata().setName("../kafka")), "object-name-illegal", "'../kafka'"),
                error(edited(set -> set.getMetadata().setNamespace("a/b")), "object-name-illegal", "'a/b'"),
                error(
                        edited(set -> container(set).getPorts().get(0).setContainerPort(70000)),
                        "port-out-of-range",
                        "70000"),
                error(
                        edited(set -> container(set).getPorts().get(0).setName("Kafka_Port")),
                        "port-name-illegal",
                        "'Kafka_Port'"),
                error(edited(set -> container(set).getPorts().get(0).setContainerPort(9091)), "port-duplicate", "9091"),
                error(
                        edited(set -> container(set).getEnv().add(new EnvVar("KAFKA_NODE_ID", "1", null))),
                        "env-duplicate-name",
                        "KAFKA_NODE_ID is there twice"),
                error(
                        edited(set -> container(set).getEnv().add(0, new EnvVar("A", "$(POD_NAME)", null))),
                        "env-ref-before-definition",
                        "A holds $(POD_NAME)"),
                error(
                        edited(set -> container(set).getEnv().add(new EnvVar("A", "$(B)", null))),
                        "env-ref-undefined",
                        "A holds $(B)"),
                error(
                        edited(set -> container(set)
                                .getEnv()
                                .add(new EnvVar("A", "kafka-0.kafka.production.svc.cluster.local:9092", null))),
                        "peer-wrong-service",
                        "under kafka-headless"),
                error(
                        edited(set -> container(set)
                                .getEnv()
                                .add(new EnvVar("A", "kafka-0.kafka-headless.staging.svc.cluster.local", null))),
                        "peer-wrong-namespace",
                        "in the namespace production"),
                error(
                        edited(set -> container(set).getVolumeMounts().add(mount("cache"))),
                        "volume-mount-undefined",
                        "'cache'"),
                error(
                        edited(set -> set.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .add(container(set))),
                        "container-duplicate",
                        "twice"),
                error(
                        edited(set ->
                                container(set).getResources().getRequests().put("memory", new Quantity("3Gi"))),
                        "requests-over-limits",
                        "request 3Gi",
                        "limit 2Gi"),
                error(
                        edited(set -> container(set).getResources().getLimits().put("cpu", new Quantity("much"))),
                        "quantity-illegal",
                        "'much'"));
    }

    private static VolumeMount mount(String name) {
        VolumeMount mount = new VolumeMount();
        mount.setName(name);
        mount.setMountPath("/" + name);
        return mount;
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("KafkaBadInputTest\\.java:\\d+");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        KafkaStack stack = StatefulStack.kafka("Kafka")
                .namespace("Prod")
                .replicas(0)
                .storage("x")
                .image("unknown")
                .config("node.id", "1")
                .clientPort(0);
        assertThat(stack.findings().stream().map(Finding::id))
                .contains(
                        "name-illegal",
                        "replicas-out-of-range",
                        "quantity-illegal",
                        "kafka-image-unknown",
                        "kafka-config-computed",
                        "port-out-of-range");
        InvalidStackException thrown = catchThrowableOfType(InvalidStackException.class, stack::manifests);
        assertThat(thrown.findings()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(thrown.getMessage()).startsWith(thrown.findings().size() + " errors, nothing was written");
    }

    @Test
    void aGoodStackHasNoFindings() {
        assertThat(GOOD.findings()).isEmpty();
    }

    @Test
    void aLaterValueMendsAnEarlierMistake() {
        assertThat(GOOD.namespace(null)
                        .namespace("production")
                        .replicas(0)
                        .replicas(3)
                        .findings())
                .isEmpty();
        assertThat(GOOD.env("A", "1").withoutEnv("A").env("A", "2").findings()).isEmpty();
        assertThat(GOOD.config("a.b", "").config("a.b", "1").findings()).isEmpty();
    }

    @Test
    void whatWasSaidCanBeTakenBack() {
        KafkaStack rich = GOOD.kubernetesVersion("1.35")
                .replicas(5)
                .dedicatedControllers(3)
                .controllerSize("1", "4Gi", "20Gi")
                .external(ExternalAccess.loadBalancers("kafka-{id}.example.com"))
                .externalPort(19094)
                .racksFromZones()
                .tls("kafka-tls")
                .clientCertificates()
                .scram("kafka-users", "alice")
                .listener("PARTNERS", 9096)
                .metrics(agent("/a.jar").scrapedFrom("monitoring"))
                .nodeSelector("disk", "nvme")
                .config("log.retention.hours", "72");
        KafkaStack back = rich.replicas(3)
                .withoutDedicatedControllers()
                .withoutExternal()
                .withoutRacksFromZones()
                .withoutTls()
                .withoutScram()
                .withoutListener("PARTNERS")
                .withoutMetrics()
                .withoutNodeSelector("disk")
                .withoutConfig("log.retention.hours");
        assertThat(back.findings()).isEmpty();
        assertThat(back.yaml()).isEqualTo(GOOD.kubernetesVersion("1.35").yaml());
        assertThat(back.dedicatedControllers(3).yaml())
                .isEqualTo(
                        GOOD.kubernetesVersion("1.35").dedicatedControllers(3).yaml());
    }

    @Test
    void anAllowedRuleIsSilentAndLeavesItsReasonInTheManifests() {
        KafkaStack stack = GOOD.replicas(4).allow("kafka-even-voters", "moving from four to five");
        assertThat(stack.findings()).isEmpty();
        assertThat(stack.yaml()).contains("statefulstack.dev/allow.kafka-even-voters: moving from four to five");
        assertThat(GOOD.replicas(2).allow("kafka-two-voters", "a test").yaml()).contains("1@kafka-1.");
    }

    @Test
    void aRuleAboutObjectsCanBeAllowedToo() {
        KafkaStack stack = edited(set -> set.getSpec().setServiceName("elsewhere"));
        assertThat(stack.findings()).isNotEmpty();
        assertThat(stack.allow("sts-service-missing", "made by hand")
                        .allow("peer-wrong-service", "made by hand")
                        .allow("edit-changes-names", "made by hand")
                        .allow("kafka-advertised-not-own", "made by hand")
                        .findings())
                .isEmpty();
    }

    @Test
    void theFindingsTextIsComplete() {
        assertThat(GOOD.replicas(2).findings().get(0).toString()).matches("""
                        error  kafka-two-voters  kafka: \\.replicas\\(2\\)  \\(KafkaBadInputTest\\.java:\\d+\\)
                          two nodes vote
                          why: both are needed for a majority, so the restart of either stops the cluster
                          fix: use \\.replicas\\(3\\), or \\.replicas\\(1\\) for development
                          source: Apache Kafka documentation, KRaft: three or five controllers""");
    }
}
