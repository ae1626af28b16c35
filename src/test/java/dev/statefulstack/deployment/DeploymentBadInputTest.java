package dev.statefulstack.deployment;

import static dev.statefulstack.BadInput.error;
import static dev.statefulstack.BadInput.info;
import static dev.statefulstack.BadInput.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.BadInput;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each mistake: the rule that finds it, and the values that its finding names. */
class DeploymentBadInputTest {
    private static final DeploymentStack GOOD = StatefulStack.headlessDeployment("orders")
            .namespace("production")
            .kubernetesVersion("1.30")
            .image("registry.example.com/orders:2.3.1")
            .user(1000)
            .port("grpc", 50051);

    private static final String HEADLESS = "orders-headless.production.svc.cluster.local:50051";

    private static DeploymentStack deployment(Consumer<Deployment> edit) {
        return GOOD.edit(Deployment.class, "orders", edit);
    }

    private static DeploymentStack headless(Consumer<Service> edit) {
        return GOOD.edit(Service.class, "orders-headless", edit);
    }

    static Stream<BadInput> mistakes() {
        return Stream.of(
                // what a Deployment cannot have
                error(GOOD.storage("1Gi"), "headless-deploy-identity", ".storage(\"1Gi\")", "StatefulStack.of"),
                error(GOOD.firstOrdinal(1), "headless-deploy-identity", ".firstOrdinal(1)"),
                error(GOOD.env("ID", Env.Self.ORDINAL), "headless-deploy-identity", "the number of a pod"),
                error(
                        GOOD.env("PEERS", Peers.all("{host}")),
                        "peer-expression-malformed",
                        "pods of a Deployment have no names",
                        "Peers.service(...)"),
                error(
                        GOOD.arg("--me=", Peers.self("{host}")),
                        "peer-expression-malformed",
                        "pods of a Deployment have no names"),
                error(
                        GOOD.file("/a", "@{p}", Map.of("p", Peers.first(1, "{host}"))),
                        "peer-expression-malformed",
                        "pods of a Deployment have no names"),
                error(
                        GOOD.port("grpc", 50051, Port.Role.PEER),
                        "headless-deploy-no-client-port",
                        ".port(\"grpc\", 50051)"),
                error(
                        StatefulStack.headlessDeployment("orders").image("a/b:1"),
                        "port-missing",
                        ".port(\"http\", 8080)"),
                error(StatefulStack.headlessDeployment("orders").port("grpc", 1), "image-missing", ".image("),
                error(
                        GOOD.env("A", "orders-0.orders-headless.production.svc.cluster.local:50051"),
                        "headless-deploy-pod-name",
                        "orders is a Deployment"),
                error(GOOD.env("A", "orders-0.orders-headless:50051"), "headless-deploy-pod-name", "orders-0."),
                info(GOOD.replicas(1), "headless-deploy-single-replica", ".replicas(2)"),
                // stopping
                info(GOOD.kubernetesVersion("1.29"), "drain-needs-sleep-program", "1.29", "40 seconds"),
                error(GOOD.drain(-1), "seconds-out-of-range", ".drain(-1)"),
                warning(GOOD.drain(0), "grpc-prestop-too-short", "no container waits"),
                warning(GOOD.drain(55), "grpc-prestop-too-short", "55 seconds", "killed after 60", "65"),
                warning(GOOD.grace(45), "grpc-prestop-too-short", "40 seconds", "killed after 45"),
                warning(
                        GOOD.kubernetesVersion("1.29").drain(55),
                        "grpc-prestop-too-short",
                        "55 seconds",
                        "killed after 60"),
                // targets
                warning(GOOD.env("SELF", HEADLESS), "grpc-target-scheme", HEADLESS, "dns:///" + HEADLESS),
                info(
                        GOOD.env("SELF", "dns:///orders.production.svc.cluster.local:50051")
                                .edit(
                                        Service.class,
                                        "orders-headless",
                                        service -> service.getSpec().setClusterIP(null)),
                        "grpc-client-through-cluster-ip",
                        "one address for all pods",
                        "add a headless Service"),
                // what an edit can break
                error(
                        headless(service -> service.getSpec().setPublishNotReadyAddresses(true)),
                        "headless-deploy-publishes-not-ready",
                        "Deployment production/orders"),
                warning(
                        headless(service -> service.getSpec().getPorts().get(0).setPort(80)),
                        "headless-port-differs-from-target",
                        "the port is 80 and the container's is 50051"),
                info(
                        headless(service -> service.getSpec().setSessionAffinity("ClientIP")),
                        "headless-ignored-field",
                        "sessionAffinity is ClientIP"),
                info(
                        headless(service -> service.getSpec().getPorts().get(0).setAppProtocol(null)),
                        "grpc-appprotocol-missing",
                        "kubernetes.io/h2c"),
                warning(
                        deployment(d -> d.getSpec().getTemplate().getSpec().setHostname("orders")),
                        "headless-deploy-hostname-set",
                        "hostname is orders"),
                warning(
                        deployment(d -> d.getSpec().setMinReadySeconds(5)),
                        "grpc-min-ready-too-short",
                        "5 seconds, and 3 pods"),
                warning(
                        deployment(d -> d.getSpec()
                                .getStrategy()
                                .getRollingUpdate()
                                .setMaxUnavailable(new IntOrString("100%"))),
                        "grpc-max-unavailable-all",
                        "all 3 pods"),
                warning(
                        deployment(d ->
                                d.getSpec().getStrategy().getRollingUpdate().setMaxUnavailable(new IntOrString(3))),
                        "grpc-max-unavailable-all",
                        "all 3 pods"),
                warning(
                        deployment(d -> d.getSpec().getStrategy().setType("Recreate")),
                        "grpc-max-unavailable-all",
                        "all 3 pods"),
                info(
                        GOOD.podAnnotation("linkerd.io/inject", "enabled"),
                        "headless-deploy-mesh",
                        "annotations linkerd.io/inject"),
                info(GOOD.label("sidecar.istio.io/inject", "true"), "headless-deploy-mesh", "labels"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundWithItsValuesAndWhatToTypeInstead(BadInput mistake) {
        mistake.isFoundAt("DeploymentBadInputTest\\.java:\\d+");
    }

    @Test
    void aGoodStackHasNoFindings() {
        assertThat(GOOD.findings()).isEmpty();
        assertThat(GOOD.env("SELF", GOOD.target()).findings()).isEmpty();
        assertThat(GOOD.env("OTHER", "orders-0.example.com:80").findings()).isEmpty();
    }
}
