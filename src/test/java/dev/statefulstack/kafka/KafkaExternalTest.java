package dev.statefulstack.kafka;

import static dev.statefulstack.Resources.env;
import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients outside find each broker, as literals. */
class KafkaExternalTest {
    private static final KafkaStack THREE =
            StatefulStack.kafka("kafka").namespace("production").replicas(3);

    private static final KafkaStack BALANCED = THREE.external(ExternalAccess.loadBalancers("kafka-{id}.example.com"));

    private static final KafkaStack NODE_PORTS = THREE.external(ExternalAccess.nodePorts("kafka.example.com", 31090));

    /** Failure: one address for all brokers, or an address inside the cluster for clients outside. */
    @Test
    void eachBrokerAdvertisesANameOfItsOwnAndAServiceOfItsOwnStandsBehindIt() {
        assertThat(env(BALANCED, "kafka"))
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,EXTERNAL://:9094,CONTROLLER://:9093")
                .containsEntry(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENT://$(POD_NAME).kafka-headless.production.svc.cluster.local:9092,"
                                + "INTERNAL://$(POD_NAME).kafka-headless.production.svc.cluster.local:9091,"
                                + "EXTERNAL://kafka-$(KAFKA_NODE_ID).example.com:9094")
                .containsEntry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        assertThat(services(BALANCED))
                .containsExactly(
                        "kafka-headless",
                        "kafka",
                        "kafka-external-bootstrap",
                        "kafka-external-0",
                        "kafka-external-1",
                        "kafka-external-2");
        Service second = service(BALANCED, "kafka-external-1");
        assertThat(second.getSpec().getType()).isEqualTo("LoadBalancer");
        assertThat(second.getSpec().getExternalTrafficPolicy()).isEqualTo("Cluster");
        assertThat(second.getSpec().getSelector())
                .isEqualTo(Map.of(
                        "app.kubernetes.io/name", "kafka",
                        "app.kubernetes.io/instance", "kafka",
                        "statefulset.kubernetes.io/pod-name", "kafka-1"));
        assertThat(ports(second)).containsExactly("external 9094");
        assertThat(service(BALANCED, "kafka-external-bootstrap").getSpec().getSelector())
                .doesNotContainKey("statefulset.kubernetes.io/pod-name");
        assertThat(BALANCED.externalBootstrapServers()).isEqualTo("kafka-bootstrap.example.com:9094");
    }

    @Test
    void whatProtectsClientsInsideProtectsThoseOutside() {
        KafkaStack open = THREE.external(ExternalAccess.loadBalancers("kafka-{id}.example.com"));
        KafkaStack safe = open.tls("kafka-tls").scram("kafka-users", "alice");
        assertThat(env(safe, "kafka"))
                .containsEntry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "CLIENT:SASL_SSL,INTERNAL:SSL,EXTERNAL:SASL_SSL,CONTROLLER:PLAINTEXT")
                .containsEntry(
                        "KAFKA_LISTENER_NAME_EXTERNAL_SSL_KEYSTORE_KEY",
                        "${dir:/etc/statefulstack/tls/external:tls.key}")
                .containsEntry("KAFKA_LISTENER_NAME_EXTERNAL_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512");
        assertThat(safe.findings().toString()).doesNotContain("EXTERNAL");
        assertThat(open.clientTls("kafka-tls").findings().toString()).contains("EXTERNAL does not ask who connects");
        assertThat(open.scram("kafka-users", "alice").findings().toString()).contains("EXTERNAL does not encrypt");
        assertThat(safe.certificateNames())
                .startsWith("*.kafka-headless.production.svc.cluster.local")
                .endsWith("*.example.com");
        assertThat(THREE.external(ExternalAccess.loadBalancers("b.{id}.example.com"))
                        .certificateNames())
                .endsWith("b.bootstrap.example.com", "b.0.example.com", "b.1.example.com", "b.2.example.com");
        assertThat(THREE.external(ExternalAccess.nodePorts("kafka.example.com", 31090))
                        .certificateNames())
                .endsWith("kafka", "kafka.example.com");
    }

    @Test
    void clientsInsideDoNotMeetThePortForThoseOutside() {
        assertThat(ports(service(BALANCED, "kafka"))).containsExactly("kafka 9092");
        assertThat(ports(service(BALANCED, "kafka-headless")))
                .containsExactly("kafka 9092", "internal 9091", "controller 9093");
        assertThat(BALANCED.bootstrapServers()).isEqualTo("kafka.production.svc.cluster.local:9092");
        assertThat(BALANCED.clientView().address()).isEqualTo("kafka.production.svc.cluster.local:9092");
        assertThat(BALANCED.yaml()).contains("containerPort: 9094");
    }

    @Test
    void theNetworkPolicyOpensThePortToEverybody() {
        var rules = find(BALANCED, NetworkPolicy.class, "kafka").getSpec().getIngress();
        assertThat(rules.get(0).getFrom()).isEmpty();
        assertThat(rules.get(0).getPorts().stream().map(port -> port.getPort().getIntVal()))
                .containsExactly(9092, 9094);
    }

    @Test
    void theNamesOfServicesInsideAreInDnsToo() {
        assertThat(BALANCED.dns().stream().map(Object::toString))
                .contains(
                        "kafka-external-2.production.svc.cluster.local A Service kafka-external-2",
                        "kafka-external-bootstrap.production.svc.cluster.local A Service kafka-external-bootstrap")
                .noneMatch(record -> record.contains("example.com"));
    }

    /** Failure: the container's port is advertised instead of the node's. */
    @Test
    void brokersAdvertiseTheNodePortsThatTheirServicesHave() {
        assertThat(env(NODE_PORTS, "kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .endsWith(",EXTERNAL://kafka.example.com:3109$(KAFKA_NODE_ID)");
        assertThat(nodePorts(NODE_PORTS))
                .containsExactly(
                        "kafka-external-bootstrap 31089",
                        "kafka-external-0 31090",
                        "kafka-external-1 31091",
                        "kafka-external-2 31092");
        ServicePort port =
                service(NODE_PORTS, "kafka-external-0").getSpec().getPorts().get(0);
        assertThat(port.getPort()).isEqualTo(9094);
        assertThat(port.getTargetPort().getIntVal()).isEqualTo(9094);
        assertThat(NODE_PORTS.externalBootstrapServers()).isEqualTo("kafka.example.com:31089");
    }

    @Test
    void withDedicatedControllersBrokersAloneAreReached() {
        KafkaStack stack = THREE.dedicatedControllers(3).external(ExternalAccess.nodePorts("kafka.example.com", 31100));
        assertThat(env(stack, "kafka-broker"))
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,EXTERNAL://:9094");
        assertThat(env(stack, "kafka-broker").get("KAFKA_ADVERTISED_LISTENERS"))
                .endsWith(",EXTERNAL://kafka.example.com:31$(KAFKA_NODE_ID)");
        assertThat(env(stack, "kafka-controller")).isEqualTo(env(THREE.dedicatedControllers(3), "kafka-controller"));
        assertThat(nodePorts(stack))
                .containsExactly(
                        "kafka-external-bootstrap 31099",
                        "kafka-external-100 31100",
                        "kafka-external-101 31101",
                        "kafka-external-102 31102");
        assertThat(service(stack, "kafka-external-102").getSpec().getSelector())
                .containsEntry("app.kubernetes.io/component", "broker")
                .containsEntry("statefulset.kubernetes.io/pod-name", "kafka-broker-102");
        assertThat(find(stack, NetworkPolicy.class, "kafka-controller")
                        .getSpec()
                        .getIngress())
                .hasSize(1);
    }

    /** What a kubelet puts in for the id is the port that the broker's Service has. */
    @ParameterizedTest
    @CsvSource({"0, 10, 31090", "5, 5, 31085", "10, 3, 31010", "99, 1, 30199", "1000, 4, 31000"})
    void digitsAndIdMakeTheNodePort(int firstOrdinal, int brokers, int firstPort) {
        KafkaStack stack = THREE.firstOrdinal(firstOrdinal)
                .replicas(brokers)
                .allow("kafka-too-many-voters", "a test")
                .external(ExternalAccess.nodePorts("kafka.example.com", firstPort));
        String advertised = env(stack, "kafka").get("KAFKA_ADVERTISED_LISTENERS");
        String port = advertised.substring(advertised.lastIndexOf(':') + 1);
        List<String> services = nodePorts(stack);
        assertThat(services).hasSize(brokers + 1);
        for (int i = 0; i < brokers; i++) {
            int id = firstOrdinal + i;
            assertThat(services.get(i + 1))
                    .isEqualTo("kafka-external-" + id + " " + port.replace("$(KAFKA_NODE_ID)", Integer.toString(id)));
        }
    }

    @Test
    void annotationsTellTheNameToWhatMakesDnsRecords() {
        KafkaStack stack = THREE.annotation("example.com/owner", "shop")
                .external(ExternalAccess.loadBalancers("kafka-{id}.example.com")
                        .annotation("external-dns.alpha.kubernetes.io/hostname", "{host}")
                        .annotation("example.com/json", "{{\"pod\":\"{name}\",\"id\":\"{id}\"}}")
                        .keepClientAddress());
        assertThat(service(stack, "kafka-external-2").getMetadata().getAnnotations())
                .isEqualTo(Map.of(
                        "example.com/owner", "shop",
                        "external-dns.alpha.kubernetes.io/hostname", "kafka-2.example.com",
                        "example.com/json", "{\"pod\":\"kafka-2\",\"id\":\"2\"}"));
        assertThat(service(stack, "kafka-external-bootstrap").getMetadata().getAnnotations())
                .containsEntry("external-dns.alpha.kubernetes.io/hostname", "kafka-bootstrap.example.com");
        assertThat(service(stack, "kafka-external-2").getSpec().getExternalTrafficPolicy())
                .isEqualTo("Local");
        assertThat(service(stack, "kafka").getMetadata().getAnnotations()).containsOnlyKeys("example.com/owner");
    }

    @Test
    void podsKnowTheirNameWhereTheyDoNotKnowTheirNumber() {
        KafkaStack stack = THREE.kubernetesVersion("1.27").external(ExternalAccess.loadBalancers("{name}.example.com"));
        assertThat(env(stack, "kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .endsWith(",EXTERNAL://$(POD_NAME).example.com:9094");
        assertThat(stack.externalBootstrapServers()).isEqualTo("kafka-bootstrap.example.com:9094");
    }

    @Test
    void thePortCanBeAnother() {
        KafkaStack stack = BALANCED.externalPort(443);
        assertThat(env(stack, "kafka"))
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,INTERNAL://:9091,EXTERNAL://:443,CONTROLLER://:9093");
        assertThat(env(stack, "kafka").get("KAFKA_ADVERTISED_LISTENERS")).endsWith(".example.com:443");
        assertThat(ports(service(stack, "kafka-external-0"))).containsExactly("external 443");
        assertThat(THREE.controllerPort(9094).findings()).isEmpty();
    }

    @Test
    void withoutAWayInThereIsNoAddressOutside() {
        assertThatThrownBy(THREE::externalBootstrapServers)
                .isInstanceOf(InvalidStackException.class)
                .hasMessageContaining("kafka-external-missing")
                .hasMessageContaining(".external(ExternalAccess.loadBalancers(\"kafka-{id}.example.com\"))");
    }

    @Test
    void aBrokersRackIsTheZoneOfItsNode() {
        KafkaStack stack = THREE.kubernetesVersion("1.35").racksFromZones();
        assertThat(env(stack, "kafka"))
                .containsEntry("KAFKA_BROKER_RACK", "metadata.labels['topology.kubernetes.io/zone']")
                .containsEntry(
                        "KAFKA_REPLICA_SELECTOR_CLASS", "org.apache.kafka.common.replica.RackAwareReplicaSelector");
        assertThat(stack.findings()).isEmpty();
        assertThat(env(stack.dedicatedControllers(3), "kafka-controller"))
                .doesNotContainKeys("KAFKA_BROKER_RACK", "KAFKA_REPLICA_SELECTOR_CLASS");
        assertThat(env(stack.dedicatedControllers(3), "kafka-broker")).containsKey("KAFKA_BROKER_RACK");
    }

    private static List<String> services(AnyStack stack) {
        return stack.resources().stream()
                .filter(Service.class::isInstance)
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private static List<String> nodePorts(AnyStack stack) {
        return services(stack).stream()
                .filter(name -> name.contains("-external-"))
                .map(name -> name + " "
                        + service(stack, name).getSpec().getPorts().get(0).getNodePort())
                .toList();
    }

    private static Service service(AnyStack stack, String name) {
        return find(stack, Service.class, name);
    }
}
