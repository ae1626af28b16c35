package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;

/** Whether the pod lets the server start, write, and be asked. */
final class PodCheck implements Check {
    private static final Rule MAP_COUNT = Rule.info(
                    "es-max-map-count",
                    "where vm.max_map_count of a node is below 262144 the server stops at its start; it is a setting of the node,"
                            + " which no pod without privileges can change",
                    "elastic/elasticsearch bootstrap/BootstrapChecks.java; elastic/helm-charts issue 689;"
                            + " elastic/cloud-on-k8s issue 2853")
            .ofStacks("set vm.max_map_count=1048576 on the nodes and say .allow(\"es-max-map-count\", \"nodes are"
                    + " prepared\"), or say .withoutMemoryMap()");
    private static final Rule INIT_ROOT = Rule.error(
            "es-sysctl-init-not-root",
            "only a privileged root may change the node's settings; the image's user is another since 8.0",
            "elastic/cloud-on-k8s issue 5410");
    private static final Rule FS_GROUP = Rule.error(
            "es-no-fsgroup",
            "a new volume belongs to root, and the server runs as user 1000",
            "elastic/dockerfiles elasticsearch/Dockerfile; elastic/helm-charts issues 137, 388, 889");
    private static final Rule GREEN = Rule.error(
            "es-readiness-needs-green",
            "a cluster that lost a member is yellow, so all others would become unready too; and the first member can"
                    + " never be green",
            "elastic/helm-charts issues 215, 374, 631, 909, 1493");
    private static final Rule HTTP_PROBE = Rule.error(
            "es-http-probe-with-security",
            "without a password the answer is 401, which counts as a failure",
            "statefulstack");
    private static final Rule LIVENESS = Rule.warning(
            "es-liveness",
            "a long garbage collection or recovery would restart a member that holds data",
            "elastic/cloud-on-k8s and elastic/helm-charts: no liveness probe");
    private static final Rule CONFIG_MOUNT = Rule.error(
                    "es-config-mount-shadows",
                    "the directory holds the JVM's options, log4j's and the keystore, which the server writes anew at its start",
                    "elastic/dockerfiles elasticsearch/bin/docker-entrypoint.sh; elastic/helm-charts issues 90, 1748;"
                            + " elastic/elasticsearch issue 119341")
            .ofStacks("keep the stack's own volume there, and mount further files or directories below it");
    private static final Rule SERVICE_LINKS = Rule.warning(
            "service-link-collision",
            "Kubernetes adds seven variables for every Service of the namespace, and many of them slow the start to"
                    + " minutes",
            "elastic/helm-charts pull request 542");

    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");

    @Override
    public List<Rule> rules() {
        return List.of(MAP_COUNT, INIT_ROOT, FS_GROUP, GREEN, HTTP_PROBE, LIVENESS, CONFIG_MOUNT, SERVICE_LINKS);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Server server : Server.in(documents)) {
            memoryMap(server, report);
            ownership(server, report);
            for (String probe : PROBES) {
                probe(server, probe, report);
            }
            mounts(server, report);
        }
    }

    private static void memoryMap(Server server, Report report) {
        boolean prepared = false;
        for (MapNode init : server.workload().initContainers()) {
            if (contains(init, "vm.max_map_count")) {
                prepared = true;
                if (!Nodes.text(init, "securityContext", "privileged").equals("true")
                        || !Nodes.text(init, "securityContext", "runAsUser").equals("0")
                        || !Nodes.text(init, "securityContext", "runAsNonRoot").equals("false")) {
                    server.reportPod(
                            report,
                            INIT_ROOT,
                            Workload.containerName(init) + " securityContext",
                            "it sets vm.max_map_count without being a privileged root",
                            "set privileged: true, runAsUser: 0 and runAsNonRoot: false, which the restricted and the"
                                    + " baseline profile forbid; or prepare the nodes");
                }
            }
        }
        if (!prepared && !server.isAlone() && !server.is("node.store.allow_mmap", "false")) {
            server.report(
                    report,
                    MAP_COUNT,
                    "env node.store.allow_mmap",
                    "files are mapped into memory, so nodes must be prepared",
                    "set vm.max_map_count=1048576 on the nodes, or node.store.allow_mmap to false");
        }
    }

    private static void ownership(Server server, Report report) {
        if (server.podText("securityContext", "fsGroup").isEmpty()) {
            server.reportPod(
                    report,
                    FS_GROUP,
                    "spec.template.spec.securityContext",
                    "there is no fsGroup",
                    "set fsGroup: " + ElasticsearchImage.USER);
        }
        if (!server.podText("enableServiceLinks").equals("false")) {
            server.reportPod(
                    report,
                    SERVICE_LINKS,
                    "spec.template.spec.enableServiceLinks",
                    "it is not false",
                    "set enableServiceLinks: false");
        }
    }

    private static void probe(Server server, String name, Report report) {
        Node probe = Nodes.find(server.container(), name);
        if (probe == null) {
            return;
        }
        if (name.equals("livenessProbe")) {
            server.report(report, LIVENESS, name, "there is one", "remove it");
        }
        if (contains(probe, "wait_for_status") || contains(probe, "_cluster/health")) {
            server.report(
                    report, GREEN, name, "it asks for the cluster's health", "ask the port of readiness.port by TCP");
        }
        String port = Nodes.text(probe, "httpGet", "port");
        boolean http = port.equals("http") || port.equals("https") || port.equals("9200");
        if (http && !server.is("xpack.security.enabled", "false")) {
            server.report(
                    report,
                    HTTP_PROBE,
                    name,
                    "it asks the port " + port + " without a password",
                    "ask the port of readiness.port by TCP");
        }
    }

    private static void mounts(Server server, Report report) {
        boolean config = false;
        for (MapNode mount : Nodes.maps(server.container(), "volumeMounts")) {
            String path = Nodes.text(mount, "mountPath");
            if (path.equals(ElasticsearchImage.CONFIG)) {
                config = true;
                if (!isFilled(server, Nodes.text(mount, "name"))) {
                    shadows(server, report, "the volume '" + Nodes.text(mount, "name") + "' hides all of " + path);
                }
            } else if (path.equals(ElasticsearchImage.CONFIG + "/elasticsearch.keystore")) {
                shadows(server, report, "a single mounted file cannot be replaced: " + path);
            }
        }
        if (!config
                && Nodes.text(server.container(), "securityContext", "readOnlyRootFilesystem")
                        .equals("true")) {
            shadows(server, report, "the file system is read-only, and no volume is at " + ElasticsearchImage.CONFIG);
        }
    }

    private static void shadows(Server server, Report report, String what) {
        server.report(
                report,
                CONFIG_MOUNT,
                "volumeMounts",
                what,
                "mount an emptyDir there, into which an init container copies the image's files; mount further files or"
                        + " directories below it");
    }

    /** Whether an init container puts the image's files into the volume. */
    private static boolean isFilled(Server server, String volume) {
        for (MapNode init : server.workload().initContainers()) {
            for (MapNode mount : Nodes.maps(init, "volumeMounts")) {
                if (Nodes.text(mount, "name").equals(volume)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the text stands anywhere in the values below the node. */
    private static boolean contains(Node node, String text) {
        if (node instanceof ScalarNode scalar) {
            return scalar.text().contains(text);
        }
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                if (contains(entry.value(), text)) {
                    return true;
                }
            }
        }
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                if (contains(item, text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
