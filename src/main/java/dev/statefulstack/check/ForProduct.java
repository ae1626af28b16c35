package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A product's checks for manifests of unknown origin: they see only what is surely of the product, and one namespace of
 * one folder at a time, because a run may hold several clusters.
 */
public final class ForProduct implements Check {
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
        Map<String, List<Document>> groups = new LinkedHashMap<>();
        Map<String, Boolean> runIt = new LinkedHashMap<>();
        for (Document document : documents) {
            MapNode template = Workload.templateOf(document.root());
            boolean ours = template != null && runsIt(template);
            if (template == null || ours) {
                String group = folder(document) + " " + document.namespace();
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(document);
                runIt.merge(group, ours, Boolean::logicalOr);
            }
        }
        for (Map.Entry<String, List<Document>> group : groups.entrySet()) {
            if (Boolean.TRUE.equals(runIt.get(group.getKey()))) {
                for (Check check : checks) {
                    check.look(group.getValue(), report);
                }
            }
        }
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
