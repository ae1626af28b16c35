package dev.statefulstack.plan;

import org.jspecify.annotations.Nullable;

/**
 * Lets members run on nodes with this taint.
 *
 * @param value null for a taint with any value
 */
public record Toleration(String key, @Nullable String value, Effect effect) {
    /** What the taint does to pods that don't tolerate it. */
    public enum Effect {
        NO_SCHEDULE("NoSchedule"),
        PREFER_NO_SCHEDULE("PreferNoSchedule"),
        NO_EXECUTE("NoExecute");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        /** As Kubernetes spells it. */
        @Override
        public String toString() {
            return text;
        }
    }
}
