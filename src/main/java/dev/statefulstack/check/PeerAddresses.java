package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Whether addresses of members, in environment variables, commands and arguments, name members that will be there. */
final class PeerAddresses implements Check {
    private static final Rule ORDINAL = Rule.error(
            "peer-ordinal-out-of-range",
            "no pod will ever have this name, so a quorum or a seed list waits for it",
            "pkg/controller/statefulset/stateful_set_utils.go getStartOrdinal, getEndOrdinal");
    private static final Rule SERVICE = Rule.error(
            "peer-wrong-service",
            "pods have names only under the Service that their set names",
            "staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname");
    private static final Rule NAMESPACE = Rule.error(
            "peer-wrong-namespace",
            "the name does not resolve, or resolves to a pod of another stack",
            "Kubernetes DNS specification");

    private static final Rule NO_NAMES = Rule.error(
            "headless-deploy-pod-name",
            "pods of a Deployment have no names in DNS, and no numbers",
            "staging/src/k8s.io/endpointslice/utils.go ShouldSetHostname");

    /** What stands around addresses in lists, URLs and assignments. */
    private static final String SEPARATORS = " \t\n,;=@\"'/";

    @Override
    public List<Rule> rules() {
        return List.of(ORDINAL, SERVICE, NAMESPACE, NO_NAMES);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Map<String, Workload> byName = new HashMap<>();
        for (Workload set : Workload.statefulSetsIn(documents)) {
            // Where two namespaces hold sets of one name, an address can only be judged from within.
            byName.merge(set.name(), set, (a, b) -> a);
            byName.put(set.namespace() + "/" + set.name(), set);
        }
        for (Workload workload : Workload.in(documents)) {
            if (workload.isDeployment()) {
                byName.putIfAbsent(workload.name(), workload);
                byName.putIfAbsent(workload.namespace() + "/" + workload.name(), workload);
            }
        }
        Set<String> services = new HashSet<>();
        for (ServiceDocument service : ServiceDocument.in(documents)) {
            services.add(
                    service.document().namespace() + "/" + service.document().name());
        }
        for (Workload workload : Workload.in(documents)) {
            for (MapNode container : workload.allContainers()) {
                for (MapNode variable : Nodes.maps(container, "env")) {
                    String path = "env " + Nodes.text(variable, "name");
                    look(workload, container, path, Nodes.text(variable, "value"), byName, services, report);
                }
                for (String field : List.of("command", "args")) {
                    for (Node word : Nodes.items(container, field)) {
                        look(workload, container, field, Nodes.text(word), byName, services, report);
                    }
                }
            }
        }
    }

    private static void look(
            Workload workload,
            MapNode container,
            String path,
            String value,
            Map<String, Workload> sets,
            Set<String> services,
            Report report) {
        if (value.indexOf('.') < 0) {
            return;
        }
        StringTokenizer tokens = new StringTokenizer(value, SEPARATORS);
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            int port = token.indexOf(':');
            Problem problem = problem(port < 0 ? token : token.substring(0, port), workload, sets, services);
            if (problem != null) {
                workload.document()
                        .report(
                                report,
                                problem.rule,
                                Workload.containerName(container) + " " + path,
                                problem.what,
                                problem.fix);
            }
        }
    }

    private record Problem(Rule rule, String what, String fix) {}

    private static @Nullable Problem problem(
            String address, Workload from, Map<String, Workload> sets, Set<String> services) {
        int dot = address.indexOf('.');
        int dash = dot < 0 ? -1 : address.lastIndexOf('-', dot);
        if (dash <= 0 || !Names.isDecimal(address.substring(dash + 1, dot), 9)) {
            return null;
        }
        String name = address.substring(0, dash);
        Workload set = sets.getOrDefault(from.namespace() + "/" + name, sets.get(name));
        if (set == null) {
            return null;
        }
        if (set.isDeployment()) {
            return services.contains(
                            set.namespace() + "/" + address.substring(dot + 1).split("\\.", 2)[0])
                    ? new Problem(
                            NO_NAMES,
                            address + ": " + name + " is a Deployment",
                            "use the name of a Service that selects its pods, or a StatefulSet")
                    : null;
        }
        int ordinal = Integer.parseInt(address.substring(dash + 1, dot));
        int last = set.firstOrdinal() + set.replicas() - 1;
        if (ordinal < set.firstOrdinal() || ordinal > last) {
            return new Problem(
                    ORDINAL,
                    address + ": " + name + " has the ordinals " + set.firstOrdinal() + " to " + last,
                    "name a member in that range, or change replicas where the list is computed from them");
        }
        String[] labels = address.split("\\.", 4);
        if (!labels[1].equals(set.serviceName())) {
            return new Problem(
                    SERVICE,
                    address + ": pods of " + name + " have their names under " + set.serviceName(),
                    "write " + labels[0] + "." + set.serviceName() + "...");
        }
        if (labels.length > 2 && !set.namespace().isEmpty() && !labels[2].equals(set.namespace())) {
            return new Problem(
                    NAMESPACE,
                    address + ": " + name + " is in the namespace " + set.namespace(),
                    "write " + labels[0] + "." + labels[1] + "." + set.namespace() + "...");
        }
        return null;
    }
}
