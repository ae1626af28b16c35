package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Port;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers and names of ports, in Services and in pods. */
final class Ports implements SharedCheck {
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");
    private static final List<String> ACTIONS = List.of("tcpSocket", "httpGet");

    @Override
    public List<Rule> rules() {
        return List.of(
                PortRules.RANGE,
                PortRules.NAME,
                PortRules.DUPLICATE,
                PortRules.NAME_MISSING,
                PortRules.NAME_TOO_LONG_FOR_SRV);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (ServiceDocument service : all.services()) {
            look(service.document(), "spec.ports", service.ports(), "port", new HashSet<>(), report);
            serviceNames(service, report);
        }
        for (Workload workload : all.workloads()) {
            Set<String> seen = new HashSet<>();
            for (MapNode container : workload.containers()) {
                look(
                        workload.document(),
                        Workload.containerName(container) + " ports",
                        Nodes.maps(container, "ports"),
                        "containerPort",
                        seen,
                        report);
                for (String probe : PROBES) {
                    probeName(workload.document(), container, probe, report);
                }
            }
        }
    }

    /** Names of Services' ports may be longer than those of containers; then no SRV query can ask for them. */
    private static void serviceNames(ServiceDocument service, Report report) {
        Document document = service.document();
        List<MapNode> ports = service.ports();
        for (MapNode port : ports) {
            Node name = port.get("name");
            String text = Nodes.text(name);
            if (name == null) {
                boolean several = ports.size() > 1;
                if (several || service.isHeadless()) {
                    document.report(
                            report,
                            several ? PortRules.NAME_MISSING.as(Severity.ERROR) : PortRules.NAME_MISSING,
                            port,
                            "spec.ports",
                            "the port " + Nodes.text(port, "port") + " has no name",
                            "name it, such as the protocol that is spoken there");
                }
            } else if (!Names.isLabel(text)) {
                document.report(
                        report,
                        PortRules.NAME,
                        name,
                        "spec.ports " + text,
                        "'" + text + "' is no name for a Service's port",
                        PortRules.GRAMMAR);
            } else if (text.length() > Names.PORT && service.isHeadless()) {
                document.report(
                        report,
                        PortRules.NAME_TOO_LONG_FOR_SRV,
                        name,
                        "spec.ports " + text,
                        "'" + text + "' has " + text.length() + " characters",
                        "use at most " + Names.PORT);
            }
            Node target = port.get("targetPort");
            if (target instanceof ScalarNode scalar
                    && scalar.kind() == ScalarNode.Kind.STRING
                    && !Names.isPortName(scalar.text())) {
                document.report(
                        report,
                        PortRules.NAME,
                        target,
                        "spec.ports " + text,
                        "targetPort '" + scalar.text() + "' is a text, and no name for a port",
                        Names.isDecimal(scalar.text(), 5) ? "leave the quotes away" : PortRules.GRAMMAR);
            }
        }
    }

    private static void probeName(Document document, MapNode container, String probe, Report report) {
        for (String action : ACTIONS) {
            Node port = Nodes.find(container, probe, action, "port");
            if (port instanceof ScalarNode scalar
                    && scalar.kind() == ScalarNode.Kind.STRING
                    && !Names.isPortName(scalar.text())) {
                document.report(
                        report,
                        PortRules.NAME,
                        port,
                        Workload.containerName(container) + " " + probe,
                        "the port '" + scalar.text() + "' is a text, and no name for a port",
                        Names.isDecimal(scalar.text(), 5) ? "leave the quotes away" : PortRules.GRAMMAR);
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
                        port,
                        path,
                        "the port is " + Nodes.text(port, numberField),
                        "use a number from 1 to " + Port.HIGHEST);
            }
            String name = Nodes.text(port, "name");
            if (!name.isEmpty() && numberField.equals("containerPort") && !Names.isPortName(name)) {
                document.report(
                        report,
                        PortRules.NAME,
                        path + " " + name,
                        "'" + name + "' is no name for a port",
                        PortRules.GRAMMAR);
            }
            String protocol = Nodes.text(port, "protocol");
            if (!seen.add(number + "/" + (protocol.isEmpty() ? "TCP" : protocol))) {
                document.report(
                        report,
                        PortRules.DUPLICATE,
                        port,
                        path,
                        "the port " + number + " is there twice",
                        "change one of them");
            }
            if (!name.isEmpty() && !seen.add(name)) {
                document.report(
                        report,
                        PortRules.DUPLICATE,
                        port,
                        path,
                        "the name '" + name + "' is there twice",
                        "rename one of them");
            }
        }
    }
}
