package dev.statefulstack.check;

import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Kubernetes makes of dollars in variables, commands, hooks and paths, and what it leaves. */
final class Commands implements SharedCheck {
    private static final Rule BRACES = Rule.warning(
            "env-brace-ref",
            "Kubernetes replaces $(NAME) only; without a shell the text reaches the process as it is",
            "third_party/forked/golang/expansion/expand.go");
    private static final Rule COLLAPSED = Rule.warning(
            "env-dollar-collapsed",
            "in commands and arguments Kubernetes makes one dollar of two, so the shell sees another text",
            "third_party/forked/golang/expansion/expand.go Expand");
    private static final Rule HOOK = Rule.error(
            "hook-command-ref",
            "in hooks Kubernetes replaces nothing; a shell would run a program of that name",
            "pkg/kubelet/lifecycle/handlers.go Run");
    private static final Rule SUB_PATH = Rule.error(
            "subpath-expr-unresolved",
            "the container cannot be created while a name in the path has no value",
            "pkg/kubelet/container/helpers.go ExpandContainerVolumeMounts");

    private static final List<String> SHELLS = List.of("sh", "bash", "ash", "dash", "ksh", "zsh");

    /** Parts of names of images whose process replaces such marks itself. */
    private static final List<String> EXPANDERS = List.of(
            "elasticsearch",
            "opensearch",
            "kibana",
            "logstash",
            "beat",
            "fluent",
            "otel",
            "opentelemetry",
            "telegraf",
            "envsubst",
            "vector",
            "alloy",
            "promtail",
            "spring");

    @Override
    public List<Rule> rules() {
        return List.of(BRACES, COLLAPSED, HOOK, SUB_PATH);
    }

    @Override
    public void look(Inventory all, Report report) {
        for (Workload workload : all.workloads()) {
            for (MapNode container : workload.allContainers()) {
                Map<String, String> values = values(container);
                braces(workload, container, values.keySet(), report);
                collapsed(workload, container, report);
                hooks(workload, container, values.keySet(), report);
                subPaths(workload, container, values, report);
            }
        }
    }

    /** Names with their literal values; something unknown for those that are filled in. */
    private static Map<String, String> values(MapNode container) {
        Map<String, String> values = new HashMap<>();
        for (MapNode variable : Nodes.maps(container, "env")) {
            values.put(
                    Nodes.text(variable, "name"),
                    variable.get("valueFrom") == null ? Nodes.text(variable, "value") : "?");
        }
        return values;
    }

    private static void braces(Workload workload, MapNode container, Set<String> names, Report report) {
        String image = Nodes.text(container, "image");
        for (String expander : EXPANDERS) {
            if (image.contains(expander)) {
                return;
            }
        }
        String path = Workload.containerName(container);
        for (MapNode variable : Nodes.maps(container, "env")) {
            Node value = variable.get("value");
            if (value != null) {
                String name = Nodes.text(variable, "name");
                braces(workload, value, path + " env " + name, names, report);
            }
        }
        if (!runsShell(container)) {
            for (String field : List.of("command", "args")) {
                for (Node word : Nodes.items(container, field)) {
                    braces(workload, word, path + " " + field, names, report);
                }
            }
        }
    }

    private static void braces(Workload workload, Node value, String path, Set<String> names, Report report) {
        String text = Nodes.text(value);
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 2, end);
            if (names.contains(name)) {
                workload.document()
                        .report(
                                report,
                                BRACES,
                                value,
                                path,
                                "${" + name + "} is not replaced",
                                "write $(" + name + ")");
                return;
            }
        }
    }

    /** Whether a shell reads the words, or a script that may do so. */
    private static boolean runsShell(MapNode container) {
        for (String field : List.of("command", "args")) {
            for (Node word : Nodes.items(container, field)) {
                String text = Nodes.text(word);
                String file = text.substring(text.lastIndexOf('/') + 1);
                if (SHELLS.contains(file) || file.endsWith(".sh")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void collapsed(Workload workload, MapNode container, Report report) {
        for (String field : List.of("command", "args")) {
            for (Node word : Nodes.items(container, field)) {
                String text = Nodes.text(word);
                int at = collapse(text);
                if (at >= 0) {
                    workload.document()
                            .report(
                                    report,
                                    COLLAPSED,
                                    word,
                                    Workload.containerName(container) + " " + field,
                                    "$$ becomes $ in '"
                                            + text.substring(Math.max(0, at - 10), Math.min(text.length(), at + 12))
                                                    .strip()
                                            + "'",
                                    "write $$$$ for two dollars");
                }
            }
        }
    }

    /** Where two dollars stand that are meant as two; before a name or a bracket people mean one. */
    private static int collapse(String text) {
        for (int at = text.indexOf("$$"); at >= 0; at = text.indexOf("$$", at + 2)) {
            char next = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
            if (next != '(' && next != '{' && next != '$' && next != '_' && !Character.isLetterOrDigit(next)) {
                return at;
            }
            while (at + 2 < text.length() && text.charAt(at + 2) == '$') {
                at++;
            }
        }
        return -1;
    }

    private static void hooks(Workload workload, MapNode container, Set<String> names, Report report) {
        for (String hook : List.of("postStart", "preStop")) {
            for (Node word : Nodes.items(container, "lifecycle", hook, "exec", "command")) {
                for (String reference : EnvReferences.in(Nodes.text(word))) {
                    if (names.contains(reference)) {
                        workload.document()
                                .report(
                                        report,
                                        HOOK,
                                        word,
                                        Workload.containerName(container) + " lifecycle." + hook,
                                        "$(" + reference + ") stays as it is",
                                        "run a shell and write $" + reference);
                    }
                }
            }
        }
    }

    private static void subPaths(Workload workload, MapNode container, Map<String, String> values, Report report) {
        boolean open = !Nodes.items(container, "envFrom").isEmpty();
        Set<String> told = new HashSet<>();
        for (MapNode mount : Nodes.maps(container, "volumeMounts")) {
            Node expression = mount.get("subPathExpr");
            if (expression == null) {
                continue;
            }
            for (String reference : EnvReferences.in(Nodes.text(expression))) {
                String value = values.get(reference);
                if ((value == null ? !open : value.isEmpty()) && told.add(reference)) {
                    workload.document()
                            .report(
                                    report,
                                    SUB_PATH,
                                    expression,
                                    Workload.containerName(container) + " volumeMounts " + Nodes.text(mount, "name"),
                                    "$(" + reference + ") " + (value == null ? "is not defined" : "is empty"),
                                    "define the variable " + reference);
                }
            }
        }
    }
}
