package dev.statefulstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.deployment.DeploymentStack;
import dev.statefulstack.resources.ModelWalker;
import dev.statefulstack.stack.AnyStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What only shows when documents of several stacks are seen together. */
class HeadlessBackendsTest {
    private static DeploymentStack named(String name) {
        return StatefulStack.headlessDeployment(name)
                .namespace("production")
                .kubernetesVersion("1.30")
                .image("a/b:1")
                .user(1000)
                .port("grpc", 50051)
                .label("team", "shop");
    }

    @Test
    void aSelectorThatSelectsPodsOfTwoDeploymentsIsFound() {
        DeploymentStack loose = named("orders").edit(Service.class, "orders-headless", service -> {
            TreeMap<String, String> team = new TreeMap<>();
            team.put("team", "shop");
            service.getSpec().setSelector(team);
        });
        assertThat(ids(loose)).isEmpty();
        assertThat(findings(loose, named("quotes")))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("headless-selects-foreign-pods")
                        .contains("Deployment production/orders", "Deployment production/quotes"));
    }

    @Test
    void aVariableOfAnotherStackThatNamesAPodIsFound() {
        AnyStack client = StatefulStack.of("client")
                .namespace("clients")
                .image("a/b:1")
                .user(1000)
                .port("app", 8080)
                .env("TARGET", "orders-1.orders-headless.production.svc.cluster.local:50051");
        assertThat(ids(client)).isEmpty();
        assertThat(ids(client, named("orders"))).containsExactly("headless-deploy-pod-name");
    }

    @Test
    void aSetAndADeploymentOfOneNameAreToldApart() {
        AnyStack set = StatefulStack.of("orders")
                .namespace("queues")
                .image("a/b:1")
                .user(1000)
                .port("app", 8080)
                .env("FIRST", "orders-0.orders-headless.queues.svc.cluster.local:8080");
        assertThat(ids(set, named("orders"))).isEmpty();
    }

    @Test
    void aFileWithTheNameOfThePodsIsNoAddress() {
        AnyStack set = StatefulStack.of("orders")
                .namespace("queues")
                .image("a/b:1")
                .user(1000)
                .port("app", 8080)
                .command("java", "-jar", "/app/orders-1.jar", "/opt/orders-7.2/lib/orders-7.2.jar");
        assertThat(ids(set)).isEmpty();
    }

    private static List<String> ids(AnyStack... stacks) {
        return findings(stacks).stream().map(Finding::id).toList();
    }

    private static List<Finding> findings(AnyStack... stacks) {
        List<Document> documents = new ArrayList<>();
        for (AnyStack stack : stacks) {
            for (HasMetadata resource : stack.resources()) {
                documents.add(new Document(ModelWalker.walk(resource), ""));
            }
        }
        Report report = new Report();
        Checks.runAll(documents, null, report);
        return report.findings();
    }
}
