package dev.statefulstack.check;

import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Environment variables of every container. */
final class EnvVariables implements SharedCheck {
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
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                look(workload, container, report);
            }
        }
    }

    private static void look(Workload workload, MapNode container, Report report) {
        Document document = workload.document();
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
                    if (!document.isRead() || !isMaybeFromElsewhere(unresolved.rule(), value, workload)) {
                        document.report(
                                report,
                                severity(unresolved.rule(), document),
                                variable.get("value") == null
                                        ? variable
                                        : Objects.requireNonNull(variable.get("value")),
                                path(container, name),
                                unresolved.what(),
                                unresolved.fix());
                    }
                }
            }
            // Who appends to the earlier value does not hide it.
            if (!defined.add(name) && !EnvReferences.in(value).contains(name)) {
                document.report(
                        report,
                        document.isRead() ? EnvRules.DUPLICATE.as(Severity.WARNING) : EnvRules.DUPLICATE,
                        variable,
                        path(container, name),
                        name + " is there twice",
                        "keep one of them");
            }
        }
    }

    /** Other people's pods may get variables by webhooks, which nobody sees here. */
    private static Rule severity(Rule rule, Document document) {
        return rule.id().equals(EnvRules.UNDEFINED.id()) && document.isRead() ? rule.as(Severity.WARNING) : rule;
    }

    /** Kubernetes adds variables for Services, and texts hold patterns and commands that are meant as they are. */
    private static boolean isMaybeFromElsewhere(Rule rule, String value, Workload workload) {
        if (!rule.id().equals(EnvRules.UNDEFINED.id())) {
            return false;
        }
        for (String reference : EnvReferences.in(value)) {
            if (!Names.isEnvName(reference)) {
                return true;
            }
            boolean service = reference.endsWith("_SERVICE_HOST")
                    || reference.contains("_SERVICE_PORT")
                    || reference.contains("_PORT");
            if (service
                    && (reference.startsWith("KUBERNETES_")
                            || !Nodes.text(workload.pod("enableServiceLinks")).equals("false"))) {
                return true;
            }
        }
        return false;
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
