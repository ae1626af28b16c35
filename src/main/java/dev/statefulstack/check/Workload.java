package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document that makes pods from a template. */
public record Workload(Document document) {
    public static List<Workload> in(List<Document> documents) {
        List<Workload> workloads = new ArrayList<>();
        for (Document document : documents) {
            if (Nodes.find(document.root(), "spec", "template", "spec") instanceof MapNode) {
                workloads.add(new Workload(document));
            }
        }
        return workloads;
    }

    public static List<Workload> statefulSetsIn(List<Document> documents) {
        List<Workload> sets = new ArrayList<>();
        for (Workload workload : in(documents)) {
            if (workload.isStatefulSet()) {
                sets.add(workload);
            }
        }
        return sets;
    }

    public boolean isStatefulSet() {
        return document.kind().equals("StatefulSet");
    }

    public boolean isDeployment() {
        return document.kind().equals("Deployment");
    }

    /** Whether the API server makes the selector. */
    public boolean isJob() {
        return document.kind().equals("Job");
    }

    public String name() {
        return document.name();
    }

    public String namespace() {
        return document.namespace();
    }

    public Map<String, String> selector() {
        return Nodes.strings(document.root(), "spec", "selector", "matchLabels");
    }

    /** Whether the selector says more than equalities. */
    public boolean hasSelectorExpressions() {
        return !Nodes.items(document.root(), "spec", "selector", "matchExpressions")
                .isEmpty();
    }

    public Map<String, String> podLabels() {
        return Nodes.strings(document.root(), "spec", "template", "metadata", "labels");
    }

    public List<MapNode> containers() {
        return Nodes.maps(document.root(), "spec", "template", "spec", "containers");
    }

    public List<MapNode> initContainers() {
        return Nodes.maps(document.root(), "spec", "template", "spec", "initContainers");
    }

    public List<MapNode> allContainers() {
        List<MapNode> all = new ArrayList<>(initContainers());
        all.addAll(containers());
        return all;
    }

    public List<MapNode> volumes() {
        return Nodes.maps(document.root(), "spec", "template", "spec", "volumes");
    }

    public List<MapNode> claimTemplates() {
        return Nodes.maps(document.root(), "spec", "volumeClaimTemplates");
    }

    public String serviceName() {
        return Nodes.text(document.root(), "spec", "serviceName");
    }

    /** One member where the field is absent, as the API server fills in. */
    public int replicas() {
        return Nodes.integer(document.root(), 1, "spec", "replicas");
    }

    public int firstOrdinal() {
        return Nodes.integer(document.root(), 0, "spec", "ordinals", "start");
    }

    public static String containerName(Node container) {
        return "container " + Nodes.text(container, "name");
    }

    /** Whether equality-based {@code selector} selects pods with {@code labels}; an empty one selects none here. */
    public static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
}
