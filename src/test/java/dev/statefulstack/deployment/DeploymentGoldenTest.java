package dev.statefulstack.deployment;

import dev.statefulstack.Golden;
import dev.statefulstack.StatefulStack;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import java.util.LinkedHashMap;
import java.util.Map;

class DeploymentGoldenTest implements Golden.Cases {
    @Override
    public String system() {
        return "deployment";
    }

    @Override
    public Map<String, DeploymentStack> cases() {
        Map<String, DeploymentStack> cases = new LinkedHashMap<>();
        cases.put("grpc-service", grpcService());
        cases.put("orders", orders());
        cases.put("headless-only", grpcService().bare().withoutClientService());
        cases.put("every-option", everyOption());
        return cases;
    }

    /** The article's service, on the oldest Kubernetes that is the default. */
    private static DeploymentStack grpcService() {
        return StatefulStack.headlessDeployment("grpc-service")
                .namespace("production")
                .image("registry.example.com/grpc-service:1.0")
                .port("grpc", 50051);
    }

    /** In a cluster whose DNS keeps names for 5 seconds. */
    private static DeploymentStack orders() {
        return StatefulStack.headlessDeployment("orders")
                .namespace("production")
                .replicas(3)
                .kubernetesVersion("1.30")
                .image("registry.example.com/orders:2.3.1")
                .user(1000)
                .port("grpc", 50051)
                .drain(15);
    }

    private static DeploymentStack everyOption() {
        return StatefulStack.headlessDeployment("quotes")
                .namespace("shop")
                .kubernetesVersion("1.31")
                .replicas(6)
                .image("registry.example.com/quotes:4")
                .user(2000)
                .port("grpc", 50051)
                .port("http", 8080)
                .port("admin", 9000, Port.Role.PROBE)
                .command("/quotes")
                .arg("--config=/etc/quotes/quotes.conf")
                .env("SELF", Peers.service("{host}:{port:grpc}").prefix("dns:///"))
                .file("/etc/quotes/quotes.conf", "max_connection_age = 5m\n")
                .scratch("/tmp", "32Mi")
                .readOnlyRoot()
                .readiness(Probe.http("admin", "/ready").every(5))
                .liveness(Probe.tcp("grpc").failures(12))
                .drain(45)
                .grace(120);
    }
}
