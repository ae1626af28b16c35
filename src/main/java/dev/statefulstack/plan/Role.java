package dev.statefulstack.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels that tell the pods of one group from those of the stack's other groups.
 *
 * <p>A role with fewer labels covers all roles that have the same ones and more: {@code dc=dc1} covers
 * {@code dc=dc1, rack=r1}.
 */
public record Role(Map<String, String> labels) {
    /** All pods of the stack. */
    public static final Role ALL = new Role(new TreeMap<>());

    public Role {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The recommended label for a part of an application, such as {@code broker}. */
    public static Role component(String component) {
        return ALL.with(Labels.COMPONENT, component);
    }

    public Role with(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new Role(more);
    }

    public boolean covers(Role other) {
        return other.labels.entrySet().containsAll(labels.entrySet());
    }
}
