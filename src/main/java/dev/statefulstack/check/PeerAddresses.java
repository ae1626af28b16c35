package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
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
        List<Workload> workloads = Workload.in(documents);
        Known known = new Known(documents, workloads);
        for (Workload workload : workloads) {
            for (MapNode container : workload.allContainers()) {
                String name = Workload.containerName(container);
                for (MapNode variable : Nodes.maps(container, "env")) {
                    for (Problem problem : problems(Nodes.text(variable, "value"), workload, known)) {
                        problem.report(workload, name + " env " + Nodes.text(variable, "name"), report);
                    }
                }
                for (String field : List.of("command", "args")) {
                    for (Node word : Nodes.items(container, field)) {
                        for (Problem problem : problems(Nodes.text(word), workload, known)) {
                            problem.report(workload, name + " " + field, report);
                        }
                    }
                }
            }
        }
    }

    private static List<Problem> problems(String text, Workload workload, Known known) {
        if (text.indexOf('.') < 0) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, SEPARATORS);
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            int port = token.indexOf(':');
            Problem problem = known.problem(port < 0 ? token : token.substring(0, port), workload);
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private record Problem(Rule rule, String what, String fix) {
        void report(Workload workload, String path, Report report) {
            workload.document().report(report, rule, path, what, fix);
        }
    }

    /** What addresses can name. */
    private static final class Known {
        private final List<Document> documents;

        /** StatefulSets, and Deployments where there is no set of the name; by name with and without namespace. */
        private final Map<String, Workload> owners = new HashMap<>();

        private @Nullable Set<String> services;

        Known(List<Document> documents, List<Workload> workloads) {
            this.documents = documents;
            for (Workload workload : workloads) {
                if (workload.isStatefulSet()) {
                    // Where two namespaces hold sets of one name, an address can only be judged from within.
                    owners.putIfAbsent(workload.name(), workload);
                    owners.put(workload.namespace() + "/" + workload.name(), workload);
                }
            }
            for (Workload workload : workloads) {
                if (workload.isDeployment()) {
                    owners.putIfAbsent(workload.name(), workload);
                    owners.putIfAbsent(workload.namespace() + "/" + workload.name(), workload);
                }
            }
        }

        private boolean isService(String namespace, String name) {
            if (services == null) {
                services = new HashSet<>();
                for (ServiceDocument service : ServiceDocument.in(documents)) {
                    services.add(service.document().namespace() + "/"
                            + service.document().name());
                }
            }
            return services.contains(namespace + "/" + name);
        }

        @Nullable
        Problem problem(String address, Workload from) {
            int dot = address.indexOf('.');
            int dash = dot < 0 ? -1 : address.lastIndexOf('-', dot);
            if (dash <= 0 || !Names.isDecimal(address.substring(dash + 1, dot), 9)) {
                return null;
            }
            String name = address.substring(0, dash);
            Workload owner = owners.getOrDefault(from.namespace() + "/" + name, owners.get(name));
            if (owner == null) {
                return null;
            }
            String[] labels = address.split("\\.", 4);
            if (isFile(labels, owner)) {
                return null;
            }
            return owner.isDeployment()
                    ? deploymentProblem(address, labels, owner)
                    : setProblem(address, labels, Integer.parseInt(address.substring(dash + 1, dot)), owner);
        }

        /** {@code my-app-1.jar} and {@code my-app-1.2.jar}, which commands may well name. */
        private boolean isFile(String[] labels, Workload owner) {
            String service = labels[1];
            return !Names.isServiceName(service)
                    || (labels.length == 2 && service.indexOf('-') < 0 && !isService(owner.namespace(), service));
        }

        private @Nullable Problem deploymentProblem(String address, String[] labels, Workload deployment) {
            return isService(deployment.namespace(), labels[1])
                    ? new Problem(
                            NO_NAMES,
                            address + ": " + deployment.name() + " is a Deployment",
                            "use the name of a Service that selects its pods, or a StatefulSet")
                    : null;
        }

        private static @Nullable Problem setProblem(String address, String[] labels, int ordinal, Workload set) {
            int last = set.firstOrdinal() + set.replicas() - 1;
            if (ordinal < set.firstOrdinal() || ordinal > last) {
                return new Problem(
                        ORDINAL,
                        address + ": " + set.name() + " has the ordinals " + set.firstOrdinal() + " to " + last,
                        "name a member in that range, or change replicas where the list is computed from them");
            }
            if (!labels[1].equals(set.serviceName())) {
                return new Problem(
                        SERVICE,
                        address + ": pods of " + set.name() + " have their names under " + set.serviceName(),
                        "write " + labels[0] + "." + set.serviceName() + "...");
            }
            if (labels.length > 2 && !set.namespace().isEmpty() && !labels[2].equals(set.namespace())) {
                return new Problem(
                        NAMESPACE,
                        address + ": " + set.name() + " is in the namespace " + set.namespace(),
                        "write " + labels[0] + "." + labels[1] + "." + set.namespace() + "...");
            }
            return null;
        }
    }
}
