package dev.statefulstack.plan;

/**
 * How members start, show that they serve, and stop.
 *
 * @param readiness whether clients may connect and the next member of a rolling update may go
 * @param liveness must not depend on other members: losing the quorum would restart the survivors
 * @param grace seconds from the request to stop to the kill
 * @param minReady seconds that a member must have been ready before the next one is replaced
 */
public record Lifecycle(Start start, Probe startup, Probe readiness, Probe liveness, int grace, int minReady) {
    /** In which order members are created. */
    public enum Start {
        /** All at once: needed wherever a member becomes ready only with the help of others. */
        PARALLEL,
        /** One after the other, each ready before the next. */
        ORDERED
    }
}
