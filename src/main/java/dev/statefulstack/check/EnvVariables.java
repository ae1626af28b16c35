package dev.statefulstack.check;

import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Environment variables of every container. */
final class EnvVariables implements Check {
    @Override
    public List<Rule> rules() {
        return List.of(
                EnvRules.NAME,
                EnvRules.DUPLICATE,
                EnvRules.BEFORE_DEFINITION,
                EnvRules.UNDEFINED,
                EnvRules.SHELL_SYNTAX);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Workload workload : Workload.in(documents)) {
            for (MapNode container : workload.allContainers()) {
                look(workload.document(), container, report);
            }
        }
    }

    private static void look(Document document, MapNode container, Report report) {
        List<MapNode> variables = Nodes.maps(container, "env");
        // envFrom brings names that cannot be seen here.
        boolean open = !Nodes.items(container, "envFrom").isEmpty();
        Set<String> all = new HashSet<>();
        for (MapNode variable : variables) {
            all.add(Nodes.text(variable, "name"));
        }
        Set<String> defined = new HashSet<>();
        for (MapNode variable : variables) {
            String name = Nodes.text(variable, "name");
            if (!Names.isEnvName(name)) {
                document.report(
                        report,
                        EnvRules.NAME,
                        path(container, name),
                        "'" + name + "' is no name for an environment variable",
                        EnvRules.GRAMMAR);
            }
            String value = Nodes.text(variable, "value");
            if (!open && value.indexOf('$') >= 0) {
                for (EnvRules.Unresolved unresolved : unresolved(name, value, defined, all)) {
                    document.report(
                            report, unresolved.rule(), path(container, name), unresolved.what(), unresolved.fix());
                }
            }
            if (!defined.add(name)) {
                document.report(
                        report,
                        EnvRules.DUPLICATE,
                        path(container, name),
                        name + " is there twice",
                        "keep one of them");
            }
        }
    }

    private static List<EnvRules.Unresolved> unresolved(
            String name, String value, Set<String> defined, Set<String> all) {
        List<EnvRules.Unresolved> unresolved = new ArrayList<>();
        for (String reference : EnvReferences.in(value)) {
            if (!defined.contains(reference)) {
                unresolved.add(EnvRules.explain(name, reference, defined, all));
            }
        }
        return unresolved;
    }

    private static String path(MapNode container, String variable) {
        return Workload.containerName(container) + " env " + variable;
    }
}
