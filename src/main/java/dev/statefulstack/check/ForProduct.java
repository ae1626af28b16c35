package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A product's checks for manifests of unknown origin: they see only what is surely of the product, and one release in one
 * namespace of one folder at a time, because a run may hold several clusters.
 */
public final class ForProduct implements Check {
    /** What charts tell their releases apart by. Source: Kubernetes documentation, recommended labels. */
    private static final String INSTANCE = "app.kubernetes.io/instance";

    private final Predicate<MapNode> recognised;
    private final List<Check> checks;

    /**
     * Makes a product's checks fit for anybody's YAML.
     *
     * @param recognised whether a container runs the product, with an image that the checks know
     */
    public ForProduct(Predicate<MapNode> recognised, List<Check> checks) {
        this.recognised = recognised;
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Check check : checks) {
            rules.addAll(check.rules());
        }
        return rules;
    }

    @Override
    public void look(List<Document> documents, Report report) {
        Map<String, List<Document>> clusters = new LinkedHashMap<>();
        Map<String, List<Document>> others = new LinkedHashMap<>();
        for (Document document : documents) {
            MapNode template = Workload.templateOf(document.root());
            if (template == null || runsIt(template)) {
                String release =
                        Nodes.text(template == null ? document.root() : template, "metadata", "labels", INSTANCE);
                String place = folder(document) + " " + document.namespace() + " " + release;
                add(document, place, template == null ? others : clusters);
            }
        }
        for (Map.Entry<String, List<Document>> cluster : clusters.entrySet()) {
            String place = cluster.getKey();
            List<Document> together = new ArrayList<>(cluster.getValue());
            together.addAll(others.getOrDefault(place, List.of()));
            String unlabelled = place.substring(0, place.lastIndexOf(' ') + 1);
            if (!unlabelled.equals(place)) {
                together.addAll(others.getOrDefault(unlabelled, List.of()));
            }
            for (Check check : checks) {
                check.look(together, report);
            }
        }
    }

    private static void add(Document document, String place, Map<String, List<Document>> to) {
        to.computeIfAbsent(place, p -> new ArrayList<>()).add(document);
    }

    private boolean runsIt(MapNode template) {
        for (MapNode container : Nodes.maps(template, "spec", "containers")) {
            if (recognised.test(container)) {
                return true;
            }
        }
        return false;
    }

    private static String folder(Document document) {
        String file = document.root().position().file();
        return file.substring(0, file.lastIndexOf('/') + 1);
    }
}
