package dev.statefulstack.change;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a difference between two versions of manifests; the worst first. */
public enum Effect {
    /** The API server refuses the object, and with it every other change of the object. */
    REJECTED,
    /** It is applied, and may cost data or a majority, or leave clients without an answer. */
    AT_RISK,
    /** It is accepted, and what it asks for does not happen. */
    IGNORED,
    /** The object, or what it owned, stays in the cluster although no manifest has it any more. */
    LEFT_BEHIND,
    /** Pods are replaced. */
    ROLLS,
    /** It acts, and no pod is replaced. */
    IN_PLACE,
    /** The object is new. */
    CREATED,
    /** It is stored, and nothing acts on it. */
    NOTHING;

    /** What the plan of a change fails on, unless the user says otherwise. */
    public static final List<Effect> FAILING = List.of(REJECTED, AT_RISK, IGNORED);

    /** As options and JSON write it: {@code at-risk}. */
    public String id() {
        return toString().replace(' ', '-');
    }

    /** The effect with the id, or null. */
    public static @Nullable Effect ofId(String id) {
        for (Effect effect : values()) {
            if (effect.id().equals(id)) {
                return effect;
            }
        }
        return null;
    }

    /** As a person reads it: {@code at risk}. */
    @Override
    public String toString() {
        return this == NOTHING ? "no effect" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
