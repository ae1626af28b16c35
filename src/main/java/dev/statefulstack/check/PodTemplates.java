package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the parts of a pod template fit together. Below Kubernetes 1.34 the API server does not look. */
final class PodTemplates implements SharedCheck {
    private static final Rule SELECTOR = Rule.error(
            "sts-selector-template-mismatch",
            "the API server refuses a workload that does not select its own pods",
            "pkg/apis/apps/validation/validation.go");
    private static final Rule MOUNT = Rule.error(
            "volume-mount-undefined",
            "below Kubernetes 1.34 the API server takes it, and pods never appear",
            "pkg/apis/core/validation/validation.go");
    private static final Rule CONTAINER = Rule.error(
            "container-duplicate",
            "the API server or the kubelet refuses the pod",
            "pkg/apis/core/validation/validation.go");

    @Override
    public List<Rule> rules() {
        return List.of(SELECTOR, MOUNT, CONTAINER);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            // Older versions of the API fill the selector in from the labels.
            if (!workload.isWithoutSelector()
                    && Nodes.text(workload.document().root(), "apiVersion").equals("apps/v1")
                    && !workload.hasSelectorExpressions()
                    // One that is empty is another finding.
                    && !workload.selector().isEmpty()
                    && !Workload.selects(workload.selector(), workload.podLabels())) {
                workload.document()
                        .report(
                                report,
                                SELECTOR,
                                "spec.selector",
                                "it wants " + workload.selector() + ", and the pods have " + workload.podLabels(),
                                "use labels of the pods; those of a StatefulSet's selector cannot change later");
            }
            mounts(workload, report);
            containers(workload, report);
        }
    }

    private static void mounts(Workload workload, Report report) {
        Set<String> volumes = new HashSet<>();
        for (MapNode volume : workload.volumes()) {
            volumes.add(Nodes.text(volume, "name"));
        }
        for (MapNode claim : workload.claimTemplates()) {
            volumes.add(Nodes.text(claim, "metadata", "name"));
        }
        for (MapNode container : workload.allContainers()) {
            for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
                String name = Nodes.text(mount, "name");
                if (!volumes.contains(name)) {
                    workload.document()
                            .report(
                                    report,
                                    MOUNT,
                                    mount,
                                    Workload.containerName(container) + " volumeMounts",
                                    "there is no volume '" + name + "'",
                                    "add it to the pod's volumes or to the claim templates");
                }
            }
        }
    }

    private static void containers(Workload workload, Report report) {
        Set<String> names = new HashSet<>();
        for (MapNode container : workload.allContainers()) {
            if (!names.add(Nodes.text(container, "name"))) {
                workload.document()
                        .report(
                                report,
                                CONTAINER,
                                Workload.containerName(container),
                                "the name is there twice",
                                "rename one of the containers");
            }
        }
    }
}
