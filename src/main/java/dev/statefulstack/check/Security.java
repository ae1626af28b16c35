package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Pod Security Standard "restricted", where a namespace enforces it, and as advice elsewhere. */
final class Security implements SharedCheck {
    private static final Rule VIOLATION = Rule.info(
            "restricted-violation",
            "a namespace that enforces the standard refuses the pods, while it takes their set",
            "kubernetes/pod-security-admission policy/check_*.go");

    private static final List<String> VOLUMES = List.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret",
            "name");

    private static final List<String> HOST = List.of("hostNetwork", "hostPID", "hostIPC");

    @Override
    public List<Rule> rules() {
        return List.of(VIOLATION);
    }

    @Override
    public void look(Inventory all, Report report) {
        Set<String> enforcing = new HashSet<>();
        for (Document document : all.documents()) {
            if (document.kind().equals("Namespace")
                    && Nodes.text(document.root(), "metadata", "labels", "pod-security.kubernetes.io/enforce")
                            .equals("restricted")) {
                enforcing.add(document.name());
            }
        }
        for (Workload workload : all.workloads()) {
            List<String> violations = violations(workload);
            if (!violations.isEmpty()) {
                boolean refused = enforcing.contains(workload.namespace());
                workload.document()
                        .report(
                                report,
                                refused ? VIOLATION.as(Severity.WARNING) : VIOLATION,
                                "spec.template.spec",
                                String.join("; ", violations),
                                "set what is named, or allow the rule for this workload");
            }
        }
    }

    private static List<String> violations(Workload workload) {
        List<String> found = new ArrayList<>();
        for (String field : HOST) {
            if (Nodes.text(workload.pod(field)).equals("true")) {
                found.add(field + " is true");
            }
        }
        for (MapNode volume : workload.volumes()) {
            for (MapNode.Entry entry : volume.entries()) {
                if (!VOLUMES.contains(entry.key().text())) {
                    found.add("volume " + Nodes.text(volume, "name") + " is a "
                            + entry.key().text());
                }
            }
        }
        Node pod = workload.pod("securityContext");
        for (MapNode container : workload.allContainers()) {
            StringBuilder of = new StringBuilder();
            violations(container, pod, of);
            if (of.length() > 0) {
                found.add(Workload.containerName(container) + ": " + of);
            }
        }
        return found;
    }

    private static void violations(MapNode container, @Nullable Node pod, StringBuilder found) {
        Node own = container.get("securityContext");
        if (text(own, "privileged").equals("true")) {
            add("privileged", found);
        }
        if (!text(own, "allowPrivilegeEscalation").equals("false")) {
            add("allowPrivilegeEscalation: false", found);
        }
        boolean dropped = false;
        if (own != null) {
            for (Node capability : Nodes.items(own, "capabilities", "drop")) {
                dropped |= Nodes.text(capability).equals("ALL");
            }
            for (Node capability : Nodes.items(own, "capabilities", "add")) {
                if (!Nodes.text(capability).equals("NET_BIND_SERVICE")) {
                    add("capability " + Nodes.text(capability), found);
                }
            }
        }
        if (!dropped) {
            add("capabilities.drop: [ALL]", found);
        }
        if (!either(own, pod, "runAsNonRoot").equals("true")) {
            add("runAsNonRoot: true", found);
        }
        if (text(own, "runAsUser").equals("0") || text(pod, "runAsUser").equals("0")) {
            add("runAsUser other than 0", found);
        }
        String seccomp = own == null ? "" : Nodes.text(own, "seccompProfile", "type");
        seccomp = seccomp.isEmpty() && pod != null ? Nodes.text(pod, "seccompProfile", "type") : seccomp;
        if (!seccomp.equals("RuntimeDefault") && !seccomp.equals("Localhost")) {
            add("seccompProfile.type: RuntimeDefault", found);
        }
        for (MapNode port : Nodes.maps(container, "ports")) {
            if (Nodes.integer(port, 0, "hostPort") > 0) {
                add("hostPort " + Nodes.text(port, "hostPort"), found);
            }
        }
    }

    private static void add(String violation, StringBuilder found) {
        found.append(found.length() == 0 ? "" : ", ").append(violation);
    }

    private static String text(@Nullable Node from, String field) {
        return from == null ? "" : Nodes.text(from, field);
    }

    private static String either(@Nullable Node own, @Nullable Node pod, String field) {
        String text = text(own, field);
        return text.isEmpty() ? text(pod, field) : text;
    }
}
