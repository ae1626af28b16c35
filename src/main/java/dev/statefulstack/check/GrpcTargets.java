package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** Environment variables that tell gRPC clients what to dial. */
final class GrpcTargets implements SharedCheck {
    private static final Rule SCHEME = Rule.warning(
            "grpc-target-scheme",
            "some clients then ask the operating system for one address, and keep to that pod",
            "grpc/grpc-go resolver/resolver.go; issues 5009 and 5621");
    private static final Rule CLUSTER_IP = Rule.info(
            "grpc-client-through-cluster-ip",
            "a client keeps one connection to an address, so all its calls go to one pod",
            "knative/serving issue 14011; coredns/coredns issue 2815");

    @Override
    public List<Rule> rules() {
        return List.of(SCHEME, CLUSTER_IP);
    }

    @Override
    public void look(Inventory all, Report report) {
        Map<String, ServiceDocument> services = new HashMap<>();
        Set<String> withTwin = new HashSet<>();
        for (ServiceDocument service : all.services()) {
            if (service.isGrpc()) {
                Document document = service.document();
                services.put(document.name() + "." + document.namespace(), service);
                if (service.isHeadless()) {
                    withTwin.add(document.namespace() + service.selector());
                }
            }
        }
        if (services.isEmpty()) {
            return;
        }
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                for (MapNode variable : Nodes.maps(container, "env")) {
                    String path = Workload.containerName(container) + " env " + Nodes.text(variable, "name");
                    StringTokenizer tokens = new StringTokenizer(Nodes.text(variable, "value"), " \t\n,;\"'");
                    while (tokens.hasMoreTokens()) {
                        look(workload.document(), path, tokens.nextToken(), services, withTwin, report);
                    }
                }
            }
        }
    }

    private static void look(
            Document from,
            String path,
            String target,
            Map<String, ServiceDocument> services,
            Set<String> withTwin,
            Report report) {
        String bare = target.startsWith("dns:///") ? target.substring("dns:///".length()) : target;
        String[] labels = bare.split("[.:]", 4);
        int port = bare.lastIndexOf(':');
        if (labels.length < 3 || port < 0 || bare.indexOf('/') >= 0) {
            return;
        }
        ServiceDocument service = services.get(labels[0] + "." + labels[1]);
        if (service == null) {
            return;
        }
        if (service.isHeadless() && bare.equals(target)) {
            from.report(report, SCHEME, path, target + " has no scheme", "write dns:///" + target);
        } else if (!service.isHeadless()
                && !withTwin.contains(service.document().namespace() + service.selector())) {
            from.report(
                    report,
                    CLUSTER_IP,
                    path,
                    bare + " is one address for all pods of " + service.document(),
                    "add a headless Service for the same pods, and dial dns:///<its name>" + bare.substring(port));
        }
    }
}
