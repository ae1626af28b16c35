package dev.statefulstack.elasticsearch;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code elasticsearch.yml}: how they become variables, which of them are computed, and what their values may
 * be. The image takes a variable whose name has a dot for a setting, and the server reads {@code name: value} as YAML.
 * Source: elastic/elasticsearch common/cli/EnvironmentAwareCommand.java; InternalSettingsPreparer.loadOverrides.
 */
final class ElasticsearchConfig {
    /** Before names for shells that carry no dots. */
    private static final String UNDERSCORED = "ES_SETTING_";

    private static final String MEMORY_LOCK = "bootstrap.memory_lock";

    /** Keys that a stack computes, with what to say instead. */
    private static final Map<String, String> COMPUTED = new TreeMap<>();

    /** Beginnings of keys that a stack computes. */
    private static final Map<String, String> COMPUTED_PREFIXES = new TreeMap<>();

    /** Variables that are no settings but are computed as well. */
    private static final Map<String, String> COMPUTED_VARIABLES = new TreeMap<>();

    static {
        String address = "it follows from the pod's own address";
        String port = "every pod has an address of its own, so no port collides; map others in a Service of your own";
        String security = "say .tls(secret) or .insecure()";
        COMPUTED.put("cluster.name", "say .clusterName(name)");
        COMPUTED.put("cluster.initial_master_nodes", "say .foundingReplicas(n) or .founded()");
        COMPUTED.put("discovery.seed_hosts", "it is the headless Service of the masters; say .dedicatedMasters(n)");
        COMPUTED.put("discovery.seed_providers", "seeds are found through DNS");
        COMPUTED.put("discovery.type", "it follows from .replicas(n); .replicas(1) makes a single node");
        COMPUTED.put("node.name", "it is the pod's name");
        COMPUTED.put("node.roles", "say .dedicatedMasters(n) and .dataRoles(names)");
        COMPUTED.put("node.store.allow_mmap", "say .withoutMemoryMap()");
        COMPUTED.put("network.host", address);
        COMPUTED.put("network.bind_host", address);
        COMPUTED.put("network.publish_host", address);
        COMPUTED.put("http.port", port);
        COMPUTED.put("transport.port", port);
        COMPUTED.put("readiness.port", port);
        COMPUTED.put("path.data", "data is on the volume; say .storage(size)");
        COMPUTED.put("path.logs", "logs are in a directory of the pod's own");
        COMPUTED.put("xpack.security.enabled", security);
        COMPUTED_PREFIXES.put("xpack.security.transport.ssl.", security);
        COMPUTED_PREFIXES.put("xpack.security.http.ssl.", security);

        COMPUTED_VARIABLES.put("ES_JAVA_OPTS", "say .heap(size), .memory(size) or .jvmOptions(options)");
        COMPUTED_VARIABLES.put("ES_PATH_CONF", "the configuration is where certificates and keystore are mounted");
        COMPUTED_VARIABLES.put("ELASTIC_PASSWORD", "say .password(secret, key)");
        COMPUTED_VARIABLES.put("POD_IP", address);
    }

    private ElasticsearchConfig() {}

    /** What to say instead of the key, or null where it is not computed. */
    static @Nullable String insteadOf(String key) {
        for (Map.Entry<String, String> prefix : COMPUTED_PREFIXES.entrySet()) {
            if (key.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        return COMPUTED.get(key);
    }

    /** What to say instead of the environment variable, or null where it is not computed. */
    static @Nullable String insteadOfVariable(String name) {
        String instead = COMPUTED_VARIABLES.get(name);
        String key = key(name);
        return instead != null || key == null ? instead : insteadOf(key);
    }

    /** The setting that the image makes of a variable; null for a variable that it leaves alone. */
    static @Nullable String key(String variable) {
        if (variable.startsWith(UNDERSCORED)) {
            // Two underscores are one, and one is a dot.
            String lower = variable.substring(UNDERSCORED.length()).toLowerCase(Locale.ROOT);
            return lower.replace("__", "\n").replace('_', '.').replace('\n', '_');
        }
        return isExpressible(variable) ? variable : null;
    }

    /** Whether the image takes a variable of this name for a setting: {@code [-a-z0-9_]+(\.[-a-z0-9_]+)+}. */
    static boolean isExpressible(String key) {
        boolean dot = false;
        int part = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '.' && part > 0) {
                dot = true;
                part = 0;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') {
                part++;
            } else {
                return false;
            }
        }
        return dot && part > 0;
    }

    /** Settings of a discovery that ended with version 7. */
    static boolean isZen(String key) {
        return key.startsWith("discovery.zen.") || key.endsWith("minimum_master_nodes");
    }

    static boolean locksMemory(String key, String value) {
        return key.equals(MEMORY_LOCK) && !value.equals("false");
    }

    /** Whether YAML reads no value at all. */
    static boolean isNothing(String value) {
        return switch (value.strip()) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    /** What YAML makes of the value instead of a text or a list, or null where it does what was meant. */
    static @Nullable String misreading(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            return "it has more than one line, and the next one would be another setting";
        }
        String text = value.strip();
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        if (first == '\'' || first == '"') {
            return text.length() > 1 && last == first ? null : "a quote is not closed";
        }
        if (first == '[' || first == '{') {
            return last == (first == '[' ? ']' : '}') ? null : "a bracket is not closed";
        }
        if ("*&!|>%@`#,]}".indexOf(first) >= 0 || text.startsWith("- ") || text.startsWith("? ")) {
            return "'" + first + "' at its beginning means something else in YAML";
        }
        if (text.contains(": ") || last == ':') {
            return "a colon makes it a map";
        }
        return text.contains(" #") ? "everything behind ' #' is a comment" : null;
    }
}
