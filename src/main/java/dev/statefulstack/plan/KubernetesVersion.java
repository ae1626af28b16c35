package dev.statefulstack.plan;

import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes minor version, for what depends on it.
 *
 * @param minor the 28 of 1.28
 */
public record KubernetesVersion(int minor) implements Comparable<KubernetesVersion> {
    /**
     * The oldest version that generated manifests work on: {@code spec.ordinals.start} is on by default from 1.27.
     * Source: kubernetes/enhancements KEP-3335.
     */
    public static final KubernetesVersion FLOOR = new KubernetesVersion(27);

    /**
     * The first version that puts the ordinal into the pod label {@code apps.kubernetes.io/pod-index}. Source:
     * kubernetes/enhancements KEP-4017.
     */
    public static final KubernetesVersion POD_INDEX_LABEL = new KubernetesVersion(28);

    /**
     * The first version in which a hook can wait without a program of the image: the {@code sleep} action. Source:
     * kubernetes/enhancements KEP-3960, on by default from 1.30.
     */
    public static final KubernetesVersion SLEEP_ACTION = new KubernetesVersion(30);

    /**
     * The first version that copies a node's labels {@code topology.kubernetes.io/zone} and {@code region} to its pods.
     * Source: kubernetes/enhancements KEP-4742, on by default from 1.35.
     */
    public static final KubernetesVersion ZONE_LABEL = new KubernetesVersion(35);

    /** Reads {@code 1.28}, {@code v1.28} or {@code 1.28.3}; null for anything else. */
    public static @Nullable KubernetesVersion parse(String text) {
        String bare = text.startsWith("v") ? text.substring(1) : text;
        if (!bare.startsWith("1.")) {
            return null;
        }
        int end = bare.indexOf('.', 2);
        String minor = end < 0 ? bare.substring(2) : bare.substring(2, end);
        return Names.isDecimal(minor, 3) ? new KubernetesVersion(Integer.parseInt(minor)) : null;
    }

    public boolean isAtLeast(KubernetesVersion other) {
        return minor >= other.minor;
    }

    @Override
    public int compareTo(KubernetesVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "1." + minor;
    }
}
