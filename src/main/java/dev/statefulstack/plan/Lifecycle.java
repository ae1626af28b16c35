package dev.statefulstack.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How members start, show that they serve, and stop.
 *
 * @param minReady seconds that a member must have been ready before the next one is replaced
 */
public record Lifecycle(Start start, Probes probes, Stop stop, int minReady) {
    /** In which order members are created. */
    public enum Start {
        /** All at once: needed wherever a member becomes ready only with the help of others. */
        PARALLEL,
        /** One after the other, each ready before the next. */
        ORDERED
    }

    /**
     * The checks of a member; null for none.
     *
     * @param startup holds the others back until it has succeeded once
     * @param readiness whether clients may connect and the next member of a rolling update may go
     * @param liveness must not depend on other members: losing the quorum would restart the survivors
     */
    public record Probes(
            @Nullable Probe startup,
            @Nullable Probe readiness,
            @Nullable Probe liveness) {
        public static final Probes NONE = new Probes(null, null, null);
    }

    /**
     * How a member is asked to stop.
     *
     * @param grace seconds from the request to stop to the kill
     * @param hook what runs before the process gets its signal, within the grace; null for nothing
     */
    public record Stop(int grace, @Nullable Hook hook) {}

    /** What runs before a member gets its signal. */
    public sealed interface Hook permits Run, Wait {}

    /** A command in the member's container. */
    public record Run(List<String> command) implements Hook {
        public Run {
            command = List.copyOf(command);
        }
    }

    /** Some seconds in which clients notice that the member is going. */
    public record Wait(int seconds) implements Hook {}
}
