package dev.statefulstack.boot;

/** What the tests add to a server's Java: nothing of it is about wiring. */
final class JavaOptions {
    private JavaOptions() {}

    /** Eight servers have to fit into 8 GB. */
    private static final long MOST_BYTES = 768L << 20;

    /** The limit stands in for the control group's, and the rest starts a small server faster. */
    static String of(ContainerSpec spec) {
        String limit = spec.memory() == 0 ? "" : "-XX:MaxRAM=" + Math.min(spec.memory(), MOST_BYTES) + " ";
        return limit + "-XX:TieredStopAtLevel=1 -Xss256k -XX:ReservedCodeCacheSize=64m";
    }
}
