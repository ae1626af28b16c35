package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Port;
import dev.statefulstack.tree.MapNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers and names of ports, in Services and in pods. */
final class Ports implements Check {
    @Override
    public List<Rule> rules() {
        return List.of(PortRules.RANGE, PortRules.NAME, PortRules.DUPLICATE);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Document document : documents) {
            if (document.kind().equals("Service")) {
                look(
                        document,
                        "spec.ports",
                        Nodes.maps(document.root(), "spec", "ports"),
                        "port",
                        new HashSet<>(),
                        report);
            }
        }
        for (Workload workload : Workload.in(documents)) {
            Set<String> seen = new HashSet<>();
            for (MapNode container : workload.containers()) {
                look(
                        workload.document(),
                        Workload.containerName(container) + " ports",
                        Nodes.maps(container, "ports"),
                        "containerPort",
                        seen,
                        report);
            }
        }
    }

    private static void look(
            Document document, String path, List<MapNode> ports, String numberField, Set<String> seen, Report report) {
        for (MapNode port : ports) {
            int number = Nodes.integer(port, -1, numberField);
            if (!Port.isLegal(number)) {
                document.report(
                        report,
                        PortRules.RANGE,
                        path,
                        "the port is " + Nodes.text(port, numberField),
                        "use a number from 1 to " + Port.HIGHEST);
            }
            String name = Nodes.text(port, "name");
            if (!name.isEmpty() && !Names.isPortName(name)) {
                document.report(
                        report, PortRules.NAME, path, "'" + name + "' is no name for a port", PortRules.GRAMMAR);
            }
            String protocol = Nodes.text(port, "protocol");
            if (!seen.add(number + "/" + (protocol.isEmpty() ? "TCP" : protocol))) {
                document.report(
                        report,
                        PortRules.DUPLICATE,
                        path,
                        "the port " + number + " is there twice",
                        "change one of them");
            }
            if (!name.isEmpty() && !seen.add(name)) {
                document.report(
                        report,
                        PortRules.DUPLICATE,
                        path,
                        "the name '" + name + "' is there twice",
                        "rename one of them");
            }
        }
    }
}
