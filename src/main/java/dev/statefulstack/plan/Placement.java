package dev.statefulstack.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom members run.
 *
 * @param serviceAccount null for the namespace's default account
 * @param priorityClass null for the cluster's default
 */
public record Placement(
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        ZoneSpread zones,
        @Nullable String serviceAccount,
        List<String> pullSecrets,
        @Nullable String priorityClass) {
    /** Whether members must be spread evenly over zones. */
    public enum ZoneSpread {
        /** As evenly as there is room. */
        PREFERRED,
        /** A member that would make it uneven waits. */
        REQUIRED
    }

    public Placement {
        nodeSelector = Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
        pullSecrets = List.copyOf(pullSecrets);
    }
}
