package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that the API server requires, which an edit may empty and an author may forget. */
final class RequiredFields implements SharedCheck {
    private static final Rule MISSING = Rule.error(
            "required-field-missing",
            "the API server refuses the object",
            "pkg/apis/core/validation/validation.go; pkg/apis/apps/validation/validation.go");

    private static final List<String> CONTAINERS = List.of("initContainers", "containers");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Document document : all.documents()) {
            switch (document.kind()) {
                case "StatefulSet", "Deployment", "DaemonSet" -> workload(document, report);
                case "Service" -> service(document, report);
                default -> {}
            }
        }
        for (Workload workload : all.workloads()) {
            if (isWhole(workload.document())) {
                pods(workload, report);
            }
        }
    }

    /** A patch has a kind and a name, and of all else what it changes. */
    private static boolean isWhole(Document document) {
        return !document.isRead()
                || Nodes.find(document.root(), "spec", "selector") != null
                || !Nodes.text(document.root(), "spec", "serviceName").isEmpty();
    }

    private static void workload(Document document, Report report) {
        boolean older = !Nodes.text(document.root(), "apiVersion").equals("apps/v1");
        if (older || !isWhole(document)) {
            return;
        }
        if (isEmpty(Nodes.find(document.root(), "spec", "selector", "matchLabels"))
                && Nodes.items(document.root(), "spec", "selector", "matchExpressions")
                        .isEmpty()) {
            add(document, report, "spec.selector", "there is no selector", "select the labels of the pods");
        }
        if (isEmpty(Nodes.find(document.root(), "spec", "template", "spec"))) {
            add(document, report, "spec.template", "there is no pod template", "describe the pods");
        }
    }

    private static void service(Document service, Report report) {
        boolean external = Nodes.text(service.root(), "spec", "type").equals("ExternalName");
        boolean headless = Nodes.text(service.root(), "spec", "clusterIP").equals("None");
        boolean whole = !service.isRead() || Nodes.find(service.root(), "spec", "selector") != null;
        List<MapNode> ports = Nodes.maps(service.root(), "spec", "ports");
        if (ports.isEmpty() && whole && !external && !headless) {
            add(service, report, "spec.ports", "there are no ports", "name the ports that clients connect to");
        }
        for (MapNode port : ports) {
            required(service, report, port, "port", "spec.ports", "a port");
        }
    }

    private static void pods(Workload workload, Report report) {
        Document document = workload.document();
        if (workload.containers().isEmpty()) {
            add(document, report, "spec.template.spec.containers", "there are no containers", "add one");
        }
        for (String list : CONTAINERS) {
            for (MapNode container : Nodes.maps(workload.template(), "spec", list)) {
                required(document, report, container, "name", "spec.template.spec." + list, "a container");
                String path = Workload.containerName(container);
                required(document, report, container, "image", path, path);
                for (MapNode port : Nodes.maps(container, "ports")) {
                    required(document, report, port, "containerPort", path + " ports", "a port of " + path);
                }
                for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
                    required(document, report, mount, "mountPath", path + " volumeMounts", "a mount of " + path);
                }
            }
        }
        for (MapNode volume : workload.volumes()) {
            required(document, report, volume, "name", "spec.template.spec.volumes", "a volume");
        }
    }

    private static void required(
            Document document, Report report, MapNode item, String field, String path, String what) {
        if (Nodes.text(item, field).isEmpty()) {
            document.report(report, MISSING, item, path, what + " has no " + field, "set " + field);
        }
    }

    private static void add(Document document, Report report, String path, String what, String fix) {
        document.report(report, MISSING, path, what, fix);
    }

    private static boolean isEmpty(@Nullable Node node) {
        return !(node instanceof MapNode map) || map.entries().isEmpty();
    }
}
