package dev.statefulstack.check;

import dev.statefulstack.plan.Identity;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document that makes pods, or is one.
 *
 * @param template holds the pods' metadata and spec
 */
public record Workload(Document document, MapNode template) {
    private static final MapNode NOTHING = new MapNode(List.of());

    /** A document that makes pods by its kind, even where its template is missing. */
    public Workload(Document document) {
        this(document, Objects.requireNonNullElse(templateOf(document.root()), NOTHING));
    }

    public static List<Workload> in(List<Document> documents) {
        List<Workload> workloads = new ArrayList<>();
        for (Document document : documents) {
            MapNode template = templateOf(document.root());
            if (template != null) {
                workloads.add(new Workload(document, template));
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

    /** What holds metadata and spec of the pods that the object makes, or null where it makes none. */
    static @Nullable MapNode templateOf(MapNode root) {
        if (Nodes.find(root, "spec", "template", "spec") instanceof MapNode) {
            return (MapNode) Nodes.find(root, "spec", "template");
        }
        if (Nodes.find(root, "spec", "jobTemplate", "spec") instanceof MapNode job
                && Nodes.find(job, "template", "spec") instanceof MapNode) {
            return (MapNode) job.get("template");
        }
        return Nodes.text(root, "kind").equals("Pod") && root.get("spec") instanceof MapNode ? root : null;
    }

    public boolean isStatefulSet() {
        return document.kind().equals("StatefulSet");
    }

    public boolean isDeployment() {
        return document.kind().equals("Deployment");
    }

    /** Whether the API server makes the selector, or there is none. */
    public boolean isWithoutSelector() {
        return switch (document.kind()) {
            case "Job", "CronJob", "Pod", "ReplicationController" -> true;
            default -> false;
        };
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
        return Nodes.strings(template, "metadata", "labels");
    }

    public List<MapNode> containers() {
        return Nodes.maps(template, "spec", "containers");
    }

    public List<MapNode> initContainers() {
        return Nodes.maps(template, "spec", "initContainers");
    }

    public List<MapNode> allContainers() {
        List<MapNode> first = initContainers();
        if (first.isEmpty()) {
            return containers();
        }
        List<MapNode> all = new ArrayList<>(first);
        all.addAll(containers());
        return all;
    }

    public List<MapNode> volumes() {
        return Nodes.maps(template, "spec", "volumes");
    }

    public List<MapNode> claimTemplates() {
        return Nodes.maps(document.root(), "spec", "volumeClaimTemplates");
    }

    public String serviceName() {
        return Nodes.text(document.root(), "spec", "serviceName");
    }

    /** One member where the field is absent, as the API server fills in; never so many that a loop over them takes long. */
    public int replicas() {
        return Math.max(0, Math.min(Identity.MOST_REPLICAS, Nodes.integer(document.root(), 1, "spec", "replicas")));
    }

    public int firstOrdinal() {
        return Nodes.integer(document.root(), 0, "spec", "ordinals", "start");
    }

    /** Whether the set will have a pod with that number. */
    boolean hasOrdinal(int ordinal) {
        return ordinal >= firstOrdinal() && ordinal - firstOrdinal() < replicas();
    }

    /** Whether all pods of a set are created without waiting for each other. */
    boolean isParallel() {
        return Nodes.text(document.root(), "spec", "podManagementPolicy").equals("Parallel");
    }

    /** A value of the pods' spec. */
    @Nullable
    Node pod(String key) {
        return Nodes.find(template, "spec", key);
    }

    public static String containerName(Node container) {
        return "container " + Nodes.text(container, "name");
    }

    /** Whether equality-based {@code selector} selects pods with {@code labels}; an empty one selects none here. */
    public static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
}
