package dev.statefulstack.deployment;

import static dev.statefulstack.Resources.all;
import static dev.statefulstack.Resources.find;
import static dev.statefulstack.Resources.only;
import static dev.statefulstack.Resources.ports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Port;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;

/** Names and values as literals. */
class DeploymentTest {
    private static final DeploymentStack SERVICE = StatefulStack.headlessDeployment("grpc-service")
            .namespace("production")
            .kubernetesVersion("1.30")
            .image("registry.example.com/grpc-service:1.0")
            .user(1000)
            .port("grpc", 50051);

    @Test
    void clientsDialTheHeadlessName() {
        assertThat(SERVICE.target()).isEqualTo("dns:///grpc-service-headless.production.svc.cluster.local:50051");
        assertThat(SERVICE.clusterDomain("k8s.example.com").target())
                .isEqualTo("dns:///grpc-service-headless.production.svc.k8s.example.com:50051");
    }

    @Test
    void whoCannotChooseAPodHasOneAddress() {
        assertThat(SERVICE.clientView().address()).isEqualTo("grpc-service.production.svc.cluster.local:50051");
        assertThat(SERVICE.withoutClientService().clientView().address())
                .isEqualTo("grpc-service-headless.production.svc.cluster.local:50051");
        assertThat(SERVICE.clientView().members()).isEmpty();
    }

    @Test
    void dnsKnowsNoNamesOfPods() {
        assertThat(SERVICE.dns().stream().map(Object::toString))
                .containsExactly(
                        "grpc-service-headless.production.svc.cluster.local A 3 pods that are ready",
                        "grpc-service-headless A 3 pods that are ready",
                        "_grpc._tcp.grpc-service-headless.production.svc.cluster.local SRV "
                                + "0 33 50051 <dashed-address>.grpc-service-headless.production.svc.cluster.local, "
                                + "0 33 50051 <dashed-address>.grpc-service-headless.production.svc.cluster.local, "
                                + "0 33 50051 <dashed-address>.grpc-service-headless.production.svc.cluster.local",
                        "grpc-service.production.svc.cluster.local A Service grpc-service",
                        "grpc-service A Service grpc-service",
                        "_grpc._tcp.grpc-service.production.svc.cluster.local SRV "
                                + "0 100 50051 grpc-service.production.svc.cluster.local");
    }

    @Test
    void theHeadlessServicePublishesOnlyPodsThatAreReady() {
        Service headless = all(SERVICE, Service.class).get(0);
        assertThat(headless.getMetadata().getName()).isEqualTo("grpc-service-headless");
        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(headless.getSpec().getPublishNotReadyAddresses()).isNull();
        assertThat(headless.getSpec().getPorts().get(0).getPort()).isEqualTo(50051);
        assertThat(headless.getSpec().getPorts().get(0).getAppProtocol()).isEqualTo("kubernetes.io/h2c");
    }

    @Test
    void measurementsAreCollectedPodByPod() {
        DeploymentStack measured = SERVICE.port("http-metrics", 9100, Port.Role.METRICS);
        assertThat(ports(find(measured, Service.class, "grpc-service-headless")))
                .containsExactly("grpc 50051", "http-metrics 9100");
        assertThat(ports(find(measured, Service.class, "grpc-service"))).containsExactly("grpc 50051");
        assertThat(measured.findings()).isEmpty();
    }

    @Test
    void aRolloutNeverOutrunsTheClients() {
        Deployment deployment = only(SERVICE, Deployment.class);
        assertThat(deployment.getSpec().getMinReadySeconds()).isEqualTo(30);
        var update = deployment.getSpec().getStrategy().getRollingUpdate();
        assertThat(update.getMaxUnavailable().getValue()).isEqualTo(0);
        assertThat(update.getMaxSurge().getValue()).isEqualTo("25%");
        assertThat(deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(60);
        assertThat(container(SERVICE).getLifecycle().getPreStop().getSleep().getSeconds())
                .isEqualTo(40);
    }

    @Test
    void belowKubernetes130AProgramOfTheImageWaits() {
        DeploymentStack older = SERVICE.kubernetesVersion("1.29");
        assertThat(container(older).getLifecycle().getPreStop().getExec().getCommand())
                .containsExactly("sleep", "40");
    }

    @Test
    void gRpcPortsAreAskedThroughGRpcAndOthersThroughTcp() {
        assertThat(container(SERVICE).getReadinessProbe().getGrpc().getPort()).isEqualTo(50051);
        assertThat(container(SERVICE).getStartupProbe().getFailureThreshold()).isEqualTo(30);
        assertThat(container(SERVICE).getLivenessProbe()).isNull();
        DeploymentStack web = StatefulStack.headlessDeployment("web")
                .namespace("production")
                .image("a/b:1")
                .port("http", 8080);
        assertThat(container(web).getReadinessProbe().getTcpSocket().getPort().getValue())
                .isEqualTo("http");
    }

    private static Container container(DeploymentStack stack) {
        return only(stack, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }
}
