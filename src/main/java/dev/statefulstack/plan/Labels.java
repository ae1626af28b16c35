package dev.statefulstack.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the stack's objects are marked with. Keys are the recommended ones of kubernetes.io.
 *
 * @param system what runs, such as {@code kafka}
 * @param stack the stack's name
 * @param version the system's version, or null when it is not known
 */
public record Labels(
        String system,
        String stack,
        @Nullable String version,
        Map<String, String> extra,
        Map<String, String> annotations,
        Map<String, String> podAnnotations) {
    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String VERSION = "app.kubernetes.io/version";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The value of {@link #MANAGED_BY} on all that stacks make. */
    public static final String MANAGER = "statefulstack";

    /** Before the keys of labels that roles bring along. */
    public static final String OWN = "statefulstack.dev/";

    /** The label of Services through which measurements are collected: other Services have the same pods behind them. */
    public static final String SCRAPE = OWN + "scrape";

    /** The annotation that ties pods to the texts that they read when they start. */
    public static final String CONFIG_CHECKSUM = "statefulstack.dev/config-checksum";

    public Labels {
        extra = sorted(extra);
        annotations = sorted(annotations);
        podAnnotations = sorted(podAnnotations);
    }

    /** Whether the key is computed, because a selector or a tool depends on it. */
    public static boolean isComputed(String key) {
        return switch (key) {
            case NAME, INSTANCE, COMPONENT, VERSION, MANAGED_BY -> true;
            default -> key.startsWith(OWN);
        };
    }

    /** The labels that select the pods of a role. Never the version: a StatefulSet's selector cannot change. */
    public Map<String, String> selector(Role role) {
        Map<String, String> labels = new TreeMap<>(role.labels());
        labels.put(NAME, system);
        labels.put(INSTANCE, stack);
        return labels;
    }

    /** The labels of a task's pods, and no more: a Job's pod template cannot change, so nothing in it should. */
    public Map<String, String> selector(Task task) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(NAME, system + "-" + task.purpose());
        labels.put(INSTANCE, stack);
        return labels;
    }

    /** The labels that an object or a pod of the role carries. */
    public Map<String, String> all(Role role) {
        Map<String, String> labels = new TreeMap<>(extra);
        labels.putAll(selector(role));
        if (version != null) {
            labels.put(VERSION, version);
        }
        labels.put(MANAGED_BY, MANAGER);
        return labels;
    }

    Labels withPodAnnotation(String key, String value) {
        Map<String, String> more = new TreeMap<>(podAnnotations);
        more.put(key, value);
        return new Labels(system, stack, version, extra, annotations, more);
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
