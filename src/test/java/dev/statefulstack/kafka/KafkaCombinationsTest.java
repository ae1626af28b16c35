package dev.statefulstack.kafka;

import static dev.statefulstack.BadInput.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes together, and what doesn't and why. Those that do have their goldens. */
class KafkaCombinationsTest {
    private static final List<String> EXPECTED = List.of(
            "kafka-scram-job-immutable",
            "kafka-scram-without-tls",
            "kafka-external-plaintext",
            "option-without-effect");

    static Stream<Arguments> legal() {
        return KafkaCombinations.legal().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("legal")
    void whatIsLegalHasNoErrorAndGoesWithMetricsAndAccessFromOutside(String name, KafkaStack stack) {
        KafkaStack more = stack.metrics(KafkaMetrics.agent("example.com/jmx:1.0.1", "/agent.jar"))
                .external(ExternalAccess.loadBalancers("kafka-{id}.example.com"));
        assertThat(more.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR || !EXPECTED.contains(finding.id()))
                .isEmpty();
        assertThat(more.yaml()).contains("EXTERNAL://kafka-$(KAFKA_NODE_ID).example.com:9094");
    }

    static Stream<BadInput> illegal() {
        KafkaStack production = StatefulStack.kafka("kafka").namespace("production");
        return KafkaCombinations.topologies().values().stream()
                .flatMap(topology -> KafkaCombinations.images().values().stream()
                        .map(image -> topology.apply(production).image(image)))
                .flatMap(KafkaCombinationsTest::illegal);
    }

    private static Stream<BadInput> illegal(KafkaStack stack) {
        return Stream.of(
                error(stack.clientCertificates(), "kafka-client-certificates-without-tls", "CLIENT is plaintext"),
                error(
                        stack.internalTls("kafka-tls").clientCertificates(),
                        "kafka-client-certificates-without-tls",
                        ".clientTls(\"kafka-tls\")"),
                error(stack.scram("kafka-users"), "kafka-scram-user-illegal", "there is no user"),
                error(
                        stack.tls("kafka-tls").config("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
                        "kafka-config-computed",
                        ".internalTls(secret)"),
                error(
                        stack.config("sasl.mechanism.controller.protocol", "SCRAM-SHA-512"),
                        "kafka-config-computed",
                        "KAFKA-15513"),
                error(
                        stack.tls("kafka-tls").config("listener.name.controller.ssl.client.auth", "required"),
                        "kafka-listener-config-unread",
                        "the listener CONTROLLER speaks PLAINTEXT",
                        "the quorum is plaintext"),
                error(
                        stack.config("listener.name.client.ssl.client.auth", "required"),
                        "kafka-listener-config-unread",
                        "the listener CLIENT speaks PLAINTEXT",
                        ".clientTls(secret)"),
                error(
                        stack.env("KAFKA_LISTENER_NAME_INTERNAL_SSL_CLIENT_AUTH", "required"),
                        "kafka-listener-config-unread",
                        "KAFKA_LISTENER_NAME_INTERNAL_SSL_CLIENT_AUTH has no effect",
                        ".internalTls(secret)"),
                error(
                        stack.clientTls("kafka-tls").config("listener.name.client.plain.sasl.jaas.config", "x"),
                        "kafka-listener-config-unread",
                        "CLIENT speaks SSL",
                        ".scram(secret, users...)"),
                error(
                        stack.listener("PARTNERS", 9096).config("listener.name.partners.ssl.client.auth", "required"),
                        "kafka-listener-config-unread",
                        ".listener(\"PARTNERS\", 9096, secret)"),
                error(
                        stack.config("listener.name.clients.max.connections", "9"),
                        "kafka-listener-config-unread",
                        "there is no such listener; there are CLIENT, INTERNAL, CONTROLLER"));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void whatIsNotLegalSaysWhy(BadInput combination) {
        combination.isFoundAt("KafkaCombinationsTest\\.java:\\d+");
    }

    static Stream<BadInput> images() {
        KafkaStack stack = StatefulStack.kafka("kafka").namespace("production");
        return KafkaCombinations.topologies().values().stream()
                .map(topology -> topology.apply(stack))
                .flatMap(shaped -> Stream.of(
                        error(shaped.image("apache/kafka:3.6.2"), "kafka-version-too-old", "3.6.2"),
                        error(shaped.image("confluentinc/cp-kafka:7.5.3"), "kafka-version-too-old", "3.5.0"),
                        error(shaped.image("apache/kafka-native:4.4.0"), "kafka-image-unknown", "not recognised"),
                        error(shaped.image("bitnamilegacy/kafka:4.0.0"), "kafka-image-unknown", "Bitnami's")));
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageThatIsNotLegalSaysWhy(BadInput combination) {
        combination.isFoundAt("KafkaCombinationsTest\\.java:\\d+");
    }

    @ParameterizedTest
    @MethodSource("legal")
    void aListenerMayHaveSettingsThatItReads(String name, KafkaStack stack) {
        Map<String, String> settings = Map.of(
                "listener.name.client.max.connections", "100", "listener.name.controller.max.connections", "100");
        KafkaStack more = stack;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            more = more.config(setting.getKey(), setting.getValue());
        }
        assertThat(more.findings().stream().map(Finding::id)).doesNotContain("kafka-listener-config-unread");
    }
}
