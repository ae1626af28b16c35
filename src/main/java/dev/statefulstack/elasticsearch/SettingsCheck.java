package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Check;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;

/** Whether the server takes its settings, and all of them. */
final class SettingsCheck implements Check {
    private static final Rule ROLES = Rule.error(
            "es-roles-empty-string",
            "the server stops at its start; a member without roles has the empty list",
            "elastic/elasticsearch InternalSettingsPreparer.loadOverrides; tried on 8.19.10;"
                    + " elastic/elasticsearch issue 90578");
    private static final Rule JAVA_OPTS = Rule.warning(
                    "es-java-opts-ignored",
                    "the image reads ES_JAVA_OPTS only, and warns about others",
                    "elastic/elasticsearch distribution/src/bin/elasticsearch-env")
            .ofStacks("say .jvmOptions(options)");
    private static final Rule PASSWORD_FILE = Rule.warning(
                    "es-password-file-with-fsgroup",
                    "the group of the pod's volumes makes the file's mode 0440, and the entrypoint stops at anything but 400 and"
                            + " 600",
                    "elastic/dockerfiles elasticsearch/bin/docker-entrypoint.sh; elastic/elasticsearch pull request"
                            + " 144144")
            .ofStacks("say .password(secret, key), which is a variable");
    private static final Rule SHELL = Rule.error(
            "es-dotted-env-through-sh",
            "sh drops variables whose names have dots, and with them all settings",
            "statefulstack, tried with dash and bash");

    @Override
    public List<Rule> rules() {
        return List.of(
                ElasticsearchRules.SECURITY_UNDECIDED,
                ElasticsearchRules.EMPTY,
                ElasticsearchRules.MEMORY_LOCK,
                ElasticsearchRules.ZEN,
                ROLES,
                JAVA_OPTS,
                PASSWORD_FILE,
                SHELL);
    }

    @Override
    public void look(List<Document> documents, Report report) {
        for (Server server : Server.in(documents)) {
            security(server, report);
            shell(server, report);
            for (MapNode variable : server.variables()) {
                variable(server, Nodes.text(variable, "name"), variable, report);
            }
        }
    }

    private static void security(Server server, Report report) {
        boolean off = server.is("xpack.security.enabled", "false");
        boolean tls = server.is("xpack.security.transport.ssl.enabled", "true")
                && server.has("xpack.security.transport.ssl.key")
                && server.has("xpack.security.transport.ssl.certificate");
        if (!off && !tls) {
            server.report(
                    report,
                    ElasticsearchRules.SECURITY_UNDECIDED,
                    "env",
                    "xpack.security.enabled is not false, and the transport has no certificate",
                    "set xpack.security.transport.ssl.enabled, .key and .certificate, or xpack.security.enabled to"
                            + " false");
        }
    }

    private static void shell(Server server, Report report) {
        List<Node> command = Nodes.items(server.container(), "command");
        if (!command.isEmpty() && command.get(0) instanceof ScalarNode program) {
            String name = program.text();
            if (name.equals("sh") || name.endsWith("/sh")) {
                server.report(
                        report,
                        SHELL,
                        "command",
                        "the server is started by " + name,
                        "use bash, and end with: exec /bin/tini -- /usr/local/bin/docker-entrypoint.sh eswrapper");
            }
        }
    }

    private static void variable(Server server, String name, MapNode variable, Report report) {
        switch (name) {
            case "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JAVA_HOME" ->
                server.report(
                        report,
                        JAVA_OPTS,
                        "env " + name,
                        name + " has no effect",
                        name.equals("JAVA_HOME") ? "set ES_JAVA_HOME" : "set ES_JAVA_OPTS");
            case "ELASTIC_PASSWORD_FILE", "KEYSTORE_PASSWORD_FILE" -> {
                if (!server.podText("securityContext", "fsGroup").isEmpty()) {
                    server.report(
                            report,
                            PASSWORD_FILE,
                            "env " + name,
                            "the pod has an fsGroup",
                            "set " + name.substring(0, name.length() - "_FILE".length()) + " from the Secret's key");
                }
            }
            default -> setting(server, name, variable, report);
        }
    }

    private static void setting(Server server, String name, MapNode variable, Report report) {
        String key = ElasticsearchConfig.key(name);
        String value = Server.literal(variable);
        if (key == null) {
            return;
        }
        if (ElasticsearchConfig.isZen(key)) {
            server.report(
                    report,
                    ElasticsearchRules.ZEN,
                    "env " + name,
                    name + " belongs to version 7 and older",
                    "remove it");
        }
        if (value == null) {
            return;
        }
        if (ElasticsearchConfig.isNothing(value)) {
            boolean roles = key.equals("node.roles");
            server.report(
                    report,
                    roles ? ROLES : ElasticsearchRules.EMPTY,
                    "env " + name,
                    "the value is '" + value + "'",
                    roles ? "write [] for a member without roles" : "remove the variable to keep the server's default");
        } else if (ElasticsearchConfig.locksMemory(key, value)) {
            server.report(report, ElasticsearchRules.MEMORY_LOCK, "env " + name, "it is " + value, "remove it");
        }
    }
}
