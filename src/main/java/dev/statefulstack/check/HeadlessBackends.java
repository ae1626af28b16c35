package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deployments behind headless Services, whose clients choose among the addresses that DNS answers. */
final class HeadlessBackends implements SharedCheck {
    private static final Rule NOT_READY = Rule.error(
            "headless-deploy-publishes-not-ready",
            "clients get pods that do not serve yet, and those that are going; only members that look each other up"
                    + " before they are ready need it",
            "staging/src/k8s.io/endpointslice/utils.go podToEndpoint");
    private static final Rule HOSTNAME = Rule.warning(
            "headless-deploy-hostname-set",
            "all pods get the same name, which tells none of them apart",
            "staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname");
    private static final Rule FOREIGN = Rule.warning(
            "headless-selects-foreign-pods",
            "clients are sent to pods of both, which hardly serve the same",
            "staging/src/k8s.io/endpointslice/utils.go");
    private static final Rule MESH = Rule.info(
            "headless-deploy-mesh",
            "the mesh balances each call already, and often passes headless Services through unbalanced",
            "emissary-ingress/emissary issue 4197");
    private static final Rule MIN_READY = Rule.warning(
            "grpc-min-ready-too-short",
            "a client asks DNS once in 30 seconds at most: if all pods are replaced within that time it knows dead"
                    + " addresses only",
            "grpc/grpc-go internal/resolver/dns/dns_resolver.go MinResolutionInterval; issue 6990");
    private static final Rule PRE_STOP = Rule.warning(
            "grpc-prestop-too-short",
            "clients that lose their connection ask DNS once and then not for 30 seconds, so the pod's address must be"
                    + " gone before; calls that are under way need some seconds more",
            "grpc/grpc-go MinResolutionInterval; grpc/grpc-java issue 8574");
    private static final Rule ALL_AT_ONCE = Rule.warning(
            "grpc-max-unavailable-all",
            "while no pod is ready the name does not exist, and clients remember that",
            "coredns plugin/kubernetes/kubernetes.go findServices");

    private static final int RESOLUTION_INTERVAL = 30;

    /** With more pods than this a rollout outlasts the interval by itself. */
    private static final int FEW = 4;

    /** Seconds for calls that are under way. */
    private static final int CALLS = 10;

    private static final List<String> INJECTED =
            List.of("sidecar.istio.io/inject", "linkerd.io/inject", "kuma.io/sidecar-injection");

    @Override
    public List<Rule> rules() {
        return List.of(NOT_READY, HOSTNAME, FOREIGN, MESH, MIN_READY, PRE_STOP, ALL_AT_ONCE);
    }

    @Override
    public void look(Inventory all, Report report) {
        List<Workload> workloads = all.workloads();
        if (workloads.stream().noneMatch(Workload::isDeployment)) {
            return;
        }
        PodIndex pods = all.pods();
        for (ServiceDocument service : all.services()) {
            if (service.isHeadless()) {
                look(service, pods.selectedBy(service.document().namespace(), service.selector()), report);
            }
        }
    }

    private static void look(ServiceDocument service, List<Workload> selected, Report report) {
        List<Workload> deployments = new ArrayList<>();
        for (Workload workload : selected) {
            if (workload.isDeployment()) {
                deployments.add(workload);
            }
        }
        if (deployments.isEmpty()) {
            return;
        }
        Document document = service.document();
        if (selected.size() > 1 && deployments.size() == selected.size()) {
            document.report(
                    report,
                    FOREIGN,
                    "spec.selector",
                    "it selects the pods of " + selected.get(0).document() + " and of "
                            + selected.get(1).document(),
                    "use labels that only one of them has");
        } else if (selected.size() == 1 && service.publishesNotReady()) {
            document.report(
                    report,
                    NOT_READY,
                    "spec.publishNotReadyAddresses",
                    "it publishes pods of " + deployments.get(0).document() + " that are not ready",
                    "leave it out");
        }
        for (Workload deployment : deployments) {
            look(deployment, report);
            if (service.isGrpc()) {
                lookAtRollout(deployment, report);
            }
        }
    }

    private static void look(Workload deployment, Report report) {
        Node pod = deployment.document().root();
        for (String field : List.of("hostname", "subdomain")) {
            String value = Nodes.text(pod, "spec", "template", "spec", field);
            if (!value.isEmpty()) {
                deployment.document().report(report, HOSTNAME, field, field + " is " + value, "leave it out");
            }
        }
        for (String source : List.of("labels", "annotations")) {
            Map<String, String> marks = Nodes.strings(pod, "spec", "template", "metadata", source);
            for (String key : INJECTED) {
                String value = marks.getOrDefault(key, "");
                if (value.equals("true") || value.equals("enabled")) {
                    deployment
                            .document()
                            .report(
                                    report,
                                    MESH,
                                    source + " " + key,
                                    "a mesh's proxy is injected",
                                    "let clients use the Service with an address of its own");
                }
            }
        }
    }

    private static void lookAtRollout(Workload deployment, Report report) {
        Document document = deployment.document();
        int minReady = Nodes.integer(document.root(), 0, "spec", "minReadySeconds");
        if (minReady < RESOLUTION_INTERVAL && deployment.replicas() <= FEW) {
            document.report(
                    report,
                    MIN_READY,
                    "spec.minReadySeconds",
                    minReady + " seconds, and " + deployment.replicas() + " pods",
                    "use " + RESOLUTION_INTERVAL + " or more");
        }
        String unavailable = Nodes.text(document.root(), "spec", "strategy", "rollingUpdate", "maxUnavailable");
        if (Nodes.text(document.root(), "spec", "strategy", "type").equals("Recreate")
                || unavailable.equals("100%")
                || Nodes.integer(document.root(), 0, "spec", "strategy", "rollingUpdate", "maxUnavailable")
                        >= deployment.replicas()) {
            document.report(
                    report,
                    ALL_AT_ONCE,
                    "spec.strategy",
                    "a rollout may take all " + deployment.replicas() + " pods at once",
                    "use RollingUpdate with maxUnavailable: 0");
        }
        preStop(deployment, report);
    }

    private static void preStop(Workload deployment, Report report) {
        Document document = deployment.document();
        int longest = 0;
        for (MapNode container : deployment.containers()) {
            longest = Math.max(longest, sleep(container));
        }
        int grace = Nodes.integer(document.root(), 30, "spec", "template", "spec", "terminationGracePeriodSeconds");
        if (longest == 0) {
            document.report(
                    report,
                    PRE_STOP,
                    "lifecycle.preStop",
                    "no container waits before it stops",
                    "let preStop sleep for 40 seconds, or 15 where DNS keeps names for 5");
        } else if (longest + CALLS > grace) {
            document.report(
                    report,
                    PRE_STOP,
                    "lifecycle.preStop",
                    "it waits " + longest + " seconds, and is killed after " + grace,
                    "use a grace of " + (longest + CALLS) + " seconds or more");
        }
    }

    /** Seconds that a container waits before it stops; 0 where it doesn't, or does something else. */
    private static int sleep(MapNode container) {
        int seconds = Nodes.integer(container, 0, "lifecycle", "preStop", "sleep", "seconds");
        List<Node> command = Nodes.items(container, "lifecycle", "preStop", "exec", "command");
        if (command.size() == 2 && Nodes.text(command.get(0)).equals("sleep")) {
            String text = Nodes.text(command.get(1));
            return Names.isDecimal(text, 9) ? Integer.parseInt(text) : 0;
        }
        return seconds;
    }
}
