package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with settings of the server. */
final class ConfigChecks {
    private static final Rule COMPUTED = Rule.unusable(
            "es-config-computed",
            "the value has to agree with names, ports and numbers elsewhere in the manifests",
            "statefulstack");
    private static final Rule CONFIG_KEY = Rule.unusable(
            "es-config-key-illegal",
            "the image takes a variable for a setting only when its name is in lower case and has a dot",
            "elastic/elasticsearch common/cli/EnvironmentAwareCommand.java");
    private static final Rule CONFIG_VALUE = Rule.unusable(
            "es-config-value-illegal",
            "the server reads each variable as a line of YAML and stops at one that it cannot read",
            "elastic/elasticsearch InternalSettingsPreparer.loadOverrides; tried on 8.19.10");
    private static final Rule CLUSTER_NAME = Rule.unusable(
            "es-cluster-name-illegal",
            "a cluster name is a text without ':', which separates clusters in queries",
            "elastic/elasticsearch ClusterName");

    static final List<Rule> RULES = List.of(COMPUTED, CONFIG_KEY, CONFIG_VALUE, CLUSTER_NAME);

    private final Settings settings;
    private final Report report;

    ConfigChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        clusterName();
        config();
        jvmOptions();
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void clusterName() {
        Setting<String> setting = settings.options().setting(ElasticsearchOptions.CLUSTER_NAME);
        String name = setting == null ? settings.name() : setting.value();
        if (name != null) {
            String misreading = ElasticsearchConfig.misreading(name);
            if (ElasticsearchConfig.isNothing(name) || name.indexOf(':') >= 0) {
                add(CLUSTER_NAME, setting, "'" + name + "' is no name of a cluster", "say .clusterName(\"search\")");
            } else if (misreading != null) {
                add(CLUSTER_NAME, setting, "'" + name + "': " + misreading, "use letters, digits and dashes");
            }
        }
    }

    private void config() {
        for (Setting<ElasticsearchOptions.Config> setting : settings.options().all(ElasticsearchOptions.CONFIG)) {
            ElasticsearchOptions.Config line = setting.value();
            if (line == null) {
                continue;
            }
            if (ElasticsearchConfig.isExpressible(line.key())) {
                setting(setting, line.key(), line.key(), line.value(), ElasticsearchConfig.insteadOf(line.key()));
            } else {
                add(
                        CONFIG_KEY,
                        setting,
                        "'" + line.key() + "' is no key that a variable can carry",
                        "use lower-case letters, digits, dashes and underscores, with a dot between them, such as"
                                + " indices.memory.index_buffer_size");
            }
        }
        for (Setting<Env> setting : settings.envSettings()) {
            Env env = setting.value();
            if (env != null) {
                String key = ElasticsearchConfig.key(env.name());
                String value = env.source() instanceof Env.Text text ? text.text() : null;
                setting(setting, env.name(), key, value, ElasticsearchConfig.insteadOfVariable(env.name()));
            }
        }
    }

    /**
     * Looks at one setting.
     *
     * @param key null where the variable is none
     * @param value null where it is not known
     */
    private void setting(
            Setting<?> setting, String name, @Nullable String key, @Nullable String value, @Nullable String instead) {
        if (instead != null) {
            add(COMPUTED, setting, name + " is computed", instead);
        }
        if (key == null) {
            return;
        }
        if (ElasticsearchConfig.isZen(key)) {
            add(ElasticsearchRules.ZEN, setting, name + " belongs to version 7 and older", "leave the call out");
        }
        if (value != null) {
            String misreading = ElasticsearchConfig.misreading(value);
            if (ElasticsearchConfig.locksMemory(key, value)) {
                add(
                        ElasticsearchRules.MEMORY_LOCK,
                        setting,
                        name + " is " + value,
                        "leave the call out; nodes of Kubernetes have no swap to lock memory against");
            } else if (ElasticsearchConfig.isNothing(value)) {
                add(
                        ElasticsearchRules.EMPTY,
                        setting,
                        "the value of " + name + " is '" + value + "', which is nothing in YAML",
                        "leave the call out to keep the server's default, or write \"[]\" for an empty list");
            } else if (misreading != null) {
                add(
                        CONFIG_VALUE,
                        setting,
                        "'" + value + "': " + misreading,
                        "put the value into single quotes, such as \"'*'\"");
            }
        }
    }

    private void jvmOptions() {
        Setting<String> setting = settings.options().setting(ElasticsearchOptions.JVM_OPTIONS);
        String flags = setting == null ? null : setting.value();
        if (flags != null && (flags.contains("-Xmx") || flags.contains("-Xms"))) {
            add(COMPUTED, setting, "the heap is computed", "say .heap(size) or .memory(size)");
        }
    }
}
