package dev.statefulstack.check;

import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;

/** References to variables in the commands of probes, which Kubernetes replaces by less than elsewhere. */
final class ProbeCommands implements SharedCheck {
    private static final Rule REFERENCE = Rule.error(
            "probe-command-ref",
            "in probes Kubernetes knows only variables whose text stands in the list: one that is filled in at start reads"
                    + " as empty, so a pattern built from it matches too much and the probe passes",
            "pkg/kubelet/container/helpers.go ExpandContainerCommandOnlyStatic");

    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");

    @Override
    public List<Rule> rules() {
        return List.of(REFERENCE);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                for (String probe : PROBES) {
                    for (Node word : Nodes.items(container, probe, "exec", "command")) {
                        look(workload.document(), container, probe, word, report);
                    }
                }
            }
        }
    }

    private static void look(Document document, MapNode container, String probe, Node word, Report report) {
        if (word instanceof ScalarNode text && text.text().indexOf('$') >= 0) {
            for (String reference : EnvReferences.in(text.text())) {
                String becomes = becomes(reference, container);
                if (!becomes.isEmpty()) {
                    document.report(
                            report,
                            REFERENCE,
                            word,
                            Workload.containerName(container) + " " + probe,
                            "$(" + reference + ") becomes " + becomes,
                            "run a shell and write ${" + EnvReferences.leadingName(reference)
                                    + "}, or use a tcpSocket, httpGet or grpc probe");
                }
            }
        }
    }

    /** What a probe makes of the reference; empty where it is what the author means, such as a command for a shell. */
    private static String becomes(String reference, MapNode container) {
        boolean fromElsewhere = !Nodes.items(container, "envFrom").isEmpty()
                && EnvReferences.leadingName(reference).equals(reference);
        String becomes = fromElsewhere ? "itself, unchanged: variables of envFrom are not known here" : "";
        for (MapNode variable : Nodes.maps(container, "env")) {
            if (Nodes.text(variable, "name").equals(reference)) {
                becomes = ofVariable(variable);
            }
        }
        return becomes;
    }

    private static String ofVariable(MapNode variable) {
        if (Nodes.find(variable, "valueFrom") != null) {
            return "an empty text: the variable is filled in when the container starts";
        }
        return EnvReferences.in(Nodes.text(variable, "value")).isEmpty()
                ? ""
                : "the variable's text with references that are not replaced";
    }
}
