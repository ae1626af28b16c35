package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether ports of Services lead to ports of pods. */
final class ServiceTargets implements SharedCheck {
    private static final Rule UNRESOLVED = Rule.error(
            "service-target-port-unresolved",
            "the port is left out of the endpoints without a word, so nobody is reached through it",
            "staging/src/k8s.io/endpointslice/utils.go FindPort");
    private static final Rule UNDECLARED = Rule.info(
            "service-target-port-undeclared",
            "it works where the process listens there all the same, and is most often a mistyped number",
            "Kubernetes API: containerPort");
    private static final Rule SHARED_NUMBER = Rule.info(
            "port-number-shared-by-protocols",
            "client-side apply merges ports by number alone and may drop one of them; server-side apply does not",
            "kubernetes issues 59482 and 108148");

    @Override
    public List<Rule> rules() {
        return List.of(UNRESOLVED, UNDECLARED, SHARED_NUMBER);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (ServiceDocument service : all.services()) {
            Document document = service.document();
            sharedNumbers(document, "spec.ports", service.ports(), "port", report);
            if (!service.selector().isEmpty()) {
                List<Workload> served = all.pods().servedBy(document.namespace(), service.selector());
                if (!served.isEmpty()) {
                    targets(service, served, report);
                }
            }
        }
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.containers()) {
                sharedNumbers(
                        workload.document(),
                        Workload.containerName(container) + " ports",
                        Nodes.maps(container, "ports"),
                        "containerPort",
                        report);
            }
        }
    }

    private static void targets(ServiceDocument service, List<Workload> served, Report report) {
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (Workload workload : served) {
            for (MapNode container : workload.allContainers()) {
                for (MapNode port : Nodes.maps(container, "ports")) {
                    names.add(Nodes.text(port, "name") + "/" + protocol(port));
                    numbers.add(Nodes.text(port, "containerPort"));
                }
            }
        }
        for (MapNode port : service.ports()) {
            Node target = port.get("targetPort");
            String text = Nodes.text(target);
            String path = "spec.ports " + Nodes.text(port, "name");
            if (target instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.STRING) {
                if (Names.isPortName(text) && !names.contains(text + "/" + protocol(port))) {
                    service.document()
                            .report(
                                    report,
                                    UNRESOLVED,
                                    target,
                                    path,
                                    "targetPort '" + text + "' is no port name of "
                                            + served.get(0).document(),
                                    "use the name of a container's port, or its number");
                }
            } else {
                Node number = target == null ? port.get("port") : target;
                if (number != null && !numbers.isEmpty() && !numbers.contains(Nodes.text(number))) {
                    service.document()
                            .report(
                                    report,
                                    UNDECLARED,
                                    number,
                                    path,
                                    "no container of " + served.get(0).document() + " declares the port "
                                            + Nodes.text(number),
                                    "declare it in the container, or use one that is declared");
                }
            }
        }
    }

    private static void sharedNumbers(
            Document document, String path, List<MapNode> ports, String field, Report report) {
        for (int i = 0; i < ports.size(); i++) {
            for (int k = 0; k < i; k++) {
                String number = Nodes.text(ports.get(i), field);
                if (number.equals(Nodes.text(ports.get(k), field))
                        && !protocol(ports.get(i)).equals(protocol(ports.get(k)))) {
                    document.report(
                            report,
                            SHARED_NUMBER,
                            ports.get(i),
                            path,
                            "the number " + number + " stands for " + protocol(ports.get(k)) + " and "
                                    + protocol(ports.get(i)),
                            "apply with --server-side");
                }
            }
        }
    }

    private static String protocol(MapNode port) {
        String protocol = Nodes.text(port, "protocol");
        return protocol.isEmpty() ? "TCP" : protocol;
    }
}
