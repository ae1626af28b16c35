package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes, and what waits for them. */
final class Readiness implements SharedCheck {
    private static final Rule ORDERED = Rule.error(
            "ordered-ready-mutual-readiness",
            "the first pod waits for members that are created only when it is ready, so none ever becomes ready",
            "pkg/controller/statefulset/stateful_set_control.go processReplica");
    private static final Rule PORT = Rule.error(
            "probe-port-unresolved",
            "the name of a port is looked up in the same container; an unknown one fails for ever",
            "pkg/probe/util.go ResolveContainerPort");
    private static final Rule THRESHOLD = Rule.error(
            "probe-threshold-illegal",
            "the API server refuses it; below Kubernetes 1.34 it takes the set and refuses the pods",
            "pkg/apis/core/validation/validation.go validateLivenessProbe, validateReadinessProbe");
    private static final Rule MISSING = Rule.warning(
            "readiness-probe-missing",
            "a rollout takes a member for ready as soon as its process runs, and goes on to the next",
            "pkg/controller/statefulset/stateful_set_control.go");
    private static final Rule GRACE = Rule.warning(
            "grace-period-zero",
            "the pod is removed before its process has ended, so two pods may run with one name and one volume",
            "Kubernetes documentation: Force Delete StatefulSet Pods");
    private static final Rule FQDN = Rule.error(
            "fqdn-hostname-too-long",
            "a host name ends at 64 characters, and the pod never starts with a longer one",
            "pkg/kubelet/util/util.go GetNodenameForKernel");

    private static final int KERNEL_HOST_NAME = 64;

    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");

    /** Parts of probes that succeed only when a majority works together. */
    private static final List<String> OF_CLUSTERS =
            List.of("_cluster/health", "etcdctl endpoint health", "zkServer.sh status", "kafka-metadata-quorum");

    @Override
    public List<Rule> rules() {
        return List.of(ORDERED, PORT, THRESHOLD, MISSING, GRACE, FQDN);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                for (String probe : PROBES) {
                    if (container.get(probe) instanceof MapNode map) {
                        probe(workload, container, probe, map, report);
                    }
                }
            }
            if (workload.isStatefulSet()) {
                set(workload, all, report);
            }
        }
    }

    private static void probe(Workload workload, MapNode container, String probe, MapNode map, Report report) {
        String path = Workload.containerName(container) + " " + probe;
        for (String action : List.of("tcpSocket", "httpGet")) {
            Node port = Nodes.find(map, action, "port");
            if (port instanceof ScalarNode scalar
                    && scalar.kind() == ScalarNode.Kind.STRING
                    && !hasPort(container, scalar.text())
                    && Names.isPortName(scalar.text())) {
                workload.document()
                        .report(
                                report,
                                PORT,
                                port,
                                path,
                                "the container has no port '" + scalar.text() + "'",
                                "use the name of one of its ports, or a number");
            }
        }
        Node threshold = map.get("successThreshold");
        if (!probe.equals("readinessProbe")
                && threshold != null
                && !Nodes.text(threshold).equals("1")) {
            workload.document()
                    .report(
                            report,
                            THRESHOLD,
                            threshold,
                            path,
                            "successThreshold is " + Nodes.text(threshold),
                            "leave it out: it must be 1");
        }
        Node grace = map.get("terminationGracePeriodSeconds");
        if (probe.equals("readinessProbe") && grace != null) {
            workload.document()
                    .report(
                            report,
                            THRESHOLD,
                            grace,
                            path,
                            "a readiness probe has no terminationGracePeriodSeconds",
                            "leave it out");
        }
    }

    private static boolean hasPort(MapNode container, String name) {
        for (MapNode port : Nodes.maps(container, "ports")) {
            if (Nodes.text(port, "name").equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void set(Workload set, Inventory all, Report report) {
        Node grace = set.pod("terminationGracePeriodSeconds");
        if (Nodes.text(grace).equals("0") && grace != null) {
            set.document()
                    .report(
                            report,
                            GRACE,
                            grace,
                            "spec.template.spec.terminationGracePeriodSeconds",
                            "it is 0",
                            "give the process time to end");
        }
        hostName(set, report);
        if (set.replicas() < 2) {
            return;
        }
        boolean probed = false;
        for (MapNode container : set.containers()) {
            probed |= container.get("readinessProbe") != null;
        }
        if (!probed && !set.containers().isEmpty()) {
            set.document()
                    .report(
                            report,
                            MISSING,
                            Workload.containerName(set.containers().get(0)),
                            "no container of " + set.name() + " says when it is ready",
                            "add a readinessProbe to the main container");
        }
        if (!set.isParallel()) {
            mutual(set, all, report);
        }
    }

    /** A single voter is a majority by itself, so only lists of several count. */
    private static void mutual(Workload set, Inventory all, Report report) {
        Quorum.Voters voters = Quorum.votersOf(set);
        boolean several = voters != null && voters.listed() > 1;
        for (MapNode container : set.containers()) {
            String question = question(container, voters);
            if (question != null && (several || (question.startsWith("_cluster") && namesSeveral(set, all)))) {
                set.document()
                        .report(
                                report,
                                ORDERED,
                                "spec.podManagementPolicy",
                                "pods start one after the other, and the readiness of " + set.name() + "-"
                                        + set.firstOrdinal() + " asks the whole cluster: " + question,
                                "set podManagementPolicy: Parallel, which is possible for a new set only");
                return;
            }
        }
    }

    private static boolean namesSeveral(Workload set, Inventory all) {
        for (MemberAddress one : all.addresses().between(set)) {
            if (one.ordinal() != set.firstOrdinal()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String question(MapNode container, Quorum.@Nullable Voters voters) {
        String path = Nodes.text(container, "readinessProbe", "httpGet", "path");
        if (voters != null && voters.product().equals("etcd") && path.equals("/health")) {
            return path;
        }
        StringBuilder probe = new StringBuilder(path);
        for (Node word : Nodes.items(container, "readinessProbe", "exec", "command")) {
            probe.append(' ').append(Nodes.text(word));
        }
        for (String part : OF_CLUSTERS) {
            if (probe.indexOf(part) >= 0 && probe.indexOf("local=true") < 0) {
                return part;
            }
        }
        return null;
    }

    private static void hostName(Workload set, Report report) {
        if (Nodes.text(set.pod("setHostnameAsFQDN")).equals("true")
                && !set.namespace().isEmpty()) {
            String name = set.name() + "-" + (set.firstOrdinal() + Math.max(0, set.replicas() - 1)) + "."
                    + set.serviceName() + "." + set.namespace() + ".svc.cluster.local";
            if (name.length() > KERNEL_HOST_NAME) {
                set.document()
                        .report(
                                report,
                                FQDN,
                                "spec.template.spec.setHostnameAsFQDN",
                                name + " has " + name.length() + " characters",
                                "use shorter names, or leave setHostnameAsFQDN out");
            }
        }
    }
}
