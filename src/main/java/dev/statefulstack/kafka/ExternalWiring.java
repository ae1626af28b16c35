package dev.statefulstack.kafka;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.MapNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a Service opens the port that each broker advertises to clients outside, after all edits. */
final class ExternalWiring implements Check {
    private static final Rule NOT_SERVED = Rule.error(
                    "kafka-external-not-served",
                    "clients outside begin well, are told this address, and cannot connect to the broker",
                    "Apache Kafka documentation: advertised.listeners; bitnami/charts issues 3962, 25580; banzaicloud/koperator"
                            + " issue 634")
            .ofStacks("say .external(...), .externalPort(n) and .replicas(n), from which all of them follow");

    @Override
    public List<Rule> rules() {
        return List.of(NOT_SERVED);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Map<String, MapNode> services = new HashMap<>();
        for (Document document : documents) {
            String pod = Nodes.text(document.root(), "spec", "selector", "statefulset.kubernetes.io/pod-name");
            if (document.kind().equals("Service") && !pod.isEmpty()) {
                services.put(pod, document.root());
            }
        }
        for (Workload set : Workload.statefulSetsIn(documents)) {
            String port = advertisedPort(set);
            if (port != null) {
                look(set, port, services, report);
            }
        }
    }

    private static void look(Workload set, String port, Map<String, MapNode> services, Report report) {
        for (int i = 0; i < set.replicas(); i++) {
            String id = Integer.toString(set.firstOrdinal() + i);
            String pod = set.name() + "-" + id;
            String advertised = port.replace(External.OWN_ID, id);
            MapNode service = services.get(pod);
            String open = service == null ? null : openPort(service);
            if (!advertised.equals(open)) {
                set.document()
                        .report(
                                report,
                                NOT_SERVED,
                                "env " + ConfigKey.ADVERTISED.variable(),
                                pod + " advertises the port " + advertised + ", and "
                                        + (open == null ? "no Service opens one for it" : "its Service opens " + open),
                                "give it a Service of type LoadBalancer or NodePort that selects statefulset.kubernetes.io/pod-name: "
                                        + pod + ", with " + advertised + " for its port '" + External.PORT + "'");
            }
        }
    }

    /** The port of the listener for clients outside; null where there is none. */
    private static @Nullable String advertisedPort(Workload set) {
        for (MapNode container : set.containers()) {
            for (MapNode variable : Nodes.maps(container, "env")) {
                if (Nodes.text(variable, "name").equals(ConfigKey.ADVERTISED.variable())) {
                    for (String listener : Nodes.text(variable, "value").split(",", -1)) {
                        if (listener.startsWith(External.LISTENER + "://")) {
                            return listener.substring(listener.lastIndexOf(':') + 1);
                        }
                    }
                }
            }
        }
        return null;
    }

    /** What clients outside can connect to; null for a Service that only the cluster reaches. */
    private static @Nullable String openPort(MapNode service) {
        String field = switch (Nodes.text(service, "spec", "type")) {
            case "LoadBalancer" -> "port";
            case "NodePort" -> "nodePort";
            default -> "";
        };
        for (MapNode port : Nodes.maps(service, "spec", "ports")) {
            if (!field.isEmpty() && Nodes.text(port, "name").equals(External.PORT)) {
                return Nodes.text(port, field);
            }
        }
        return null;
    }
}
