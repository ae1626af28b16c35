package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells the members of one group apart from each other and from everybody else.
 *
 * @param group name of the group; members are called {@code <group>-<ordinal>}
 * @param component the group's part in its stack, such as {@code broker}, or null when it is the only group
 */
public record Identity(String group, @Nullable String component, int replicas, int firstOrdinal) {
    /** The name that stands for the member's own name in environment variables and arguments. */
    static final String OWN_NAME = "$(" + Env.OWN_NAME + ")";

    /** The headless Service that gives members their DNS names. */
    public String headless() {
        return group + "-headless";
    }

    public String member(int ordinal) {
        return group + "-" + ordinal;
    }

    public List<Integer> ordinals() {
        List<Integer> ordinals = new ArrayList<>(replicas);
        for (int i = 0; i < replicas; i++) {
            ordinals.add(firstOrdinal + i);
        }
        return ordinals;
    }
}
