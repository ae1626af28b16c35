package dev.statefulstack.check;

import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where variables get their values from. */
final class EnvSources implements SharedCheck {
    private static final Rule FIELD = Rule.error(
            "env-field-ref-unsupported",
            "the API server refuses the pod: variables know a few fields only",
            "pkg/apis/core/validation/validation.go validEnvDownwardAPIFieldPathExpressions");
    private static final Rule BOTH = Rule.error(
            "env-value-and-source",
            "the API server refuses the pod: a variable has one value",
            "pkg/apis/core/validation/validation.go validateEnvVarValueFrom");
    private static final Rule KEY_MISSING = Rule.error(
            "env-source-key-missing",
            "the container does not start before the key is there",
            "pkg/kubelet/kubelet_pods.go makeEnvironmentVariables");
    private static final Rule POD_INDEX = Rule.error(
            "env-pod-index-unavailable",
            "pods with a variable from a label that is not there get an empty value, and all members the same number",
            "kubernetes/enhancements KEP-4017");

    private static final String INDEX = "metadata.labels['apps.kubernetes.io/pod-index']";

    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    @Override
    public List<Rule> rules() {
        return List.of(FIELD, BOTH, KEY_MISSING, POD_INDEX);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                for (MapNode variable : Nodes.maps(container, "env")) {
                    if (variable.get("valueFrom") instanceof MapNode source) {
                        String path = Workload.containerName(container) + " env " + Nodes.text(variable, "name");
                        look(workload, variable, source, path, all, report);
                    }
                }
            }
        }
    }

    private static void look(
            Workload workload, MapNode variable, MapNode source, String path, Inventory all, Report report) {
        Document document = workload.document();
        String name = Nodes.text(variable, "name");
        if (!Nodes.text(variable, "value").isEmpty() || source.entries().size() > 1) {
            document.report(
                    report,
                    BOTH,
                    source,
                    path,
                    name + " has " + (source.entries().size() > 1 ? "several sources" : "a value and a source"),
                    "keep one of them");
        }
        Node field = Nodes.find(source, "fieldRef", "fieldPath");
        if (field != null) {
            String text = Nodes.text(field);
            if (!isKnown(text)) {
                document.report(
                        report,
                        FIELD,
                        field,
                        path,
                        "'" + text + "' is not available to variables",
                        "use one of " + String.join(", ", FIELDS)
                                + ", metadata.labels['key'], metadata.annotations['key']");
            }
            KubernetesVersion version = all.version();
            if (text.equals(INDEX) && version != null && !version.isAtLeast(KubernetesVersion.POD_INDEX_LABEL)) {
                document.report(
                        report,
                        POD_INDEX,
                        field,
                        path,
                        "Kubernetes " + version + " gives pods no such label",
                        "take the number from the pod's name in a shell: ${HOSTNAME##*-}");
            }
        }
        key("ConfigMap", Nodes.find(source, "configMapKeyRef"), workload, path, all, report);
        key("Secret", Nodes.find(source, "secretKeyRef"), workload, path, all, report);
    }

    private static boolean isKnown(String field) {
        return FIELDS.contains(field)
                || ((field.startsWith("metadata.labels['") || field.startsWith("metadata.annotations['"))
                        && field.endsWith("']"));
    }

    private static void key(
            String kind, @Nullable Node reference, Workload workload, String path, Inventory all, Report report) {
        if (!(reference instanceof MapNode map) || Nodes.text(map, "optional").equals("true")) {
            return;
        }
        String name = Nodes.text(map, "name");
        String key = Nodes.text(map, "key");
        Document source = all.configuration(kind, workload.namespace(), name);
        if (source == null) {
            return;
        }
        for (String field : List.of("data", "stringData", "binaryData")) {
            if (Nodes.find(source.root(), field, key) != null) {
                return;
            }
        }
        // Some objects are filled in by controllers, and stand here empty.
        if (source.root().get("data") == null && source.root().get("stringData") == null) {
            return;
        }
        Node at = map.get("key");
        workload.document()
                .report(
                        report,
                        KEY_MISSING,
                        at == null ? map : at,
                        path,
                        "the " + kind + " " + name + " has no key '" + key + "'",
                        "use one of its keys, or say optional: true");
    }
}
