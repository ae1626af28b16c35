package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The machine that this run has, made once. */
final class Machines {
    private static Machine machine;

    private Machines() {}

    static synchronized Machine here() {
        if (machine == null) {
            try {
                machine = make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return machine;
    }

    /** Ends a suite that cannot run without namespaces, and says so. */
    static void needNamespaces(String suite, String reason) {
        if (!(here() instanceof Namespaces)) {
            leaveOut(suite, "tier B cannot play it: " + reason);
        }
    }

    /**
     * Ends a suite that this machine cannot run, and says so.
     *
     * @throws AssertionError in CI, where nothing is left out
     */
    static void leaveOut(String suite, String reason) {
        System.out.println("boot tests: " + suite + " is left out: " + reason);
        if (isCi()) {
            throw new AssertionError("in CI nothing is left out, but " + suite + " would be: " + reason);
        }
        throw new TestAbortedException(suite + " is left out: " + reason);
    }

    private static boolean isCi() {
        return "true".equals(System.getenv("CI"));
    }

    private static Machine make() throws IOException {
        String tier = System.getenv("BOOT_TIER");
        if (tier == null) {
            throw new IllegalStateException("boot tests run in a JVM that src/boot/bin/java starts: mvn verify -Pboot");
        }
        if (tier.equals("A")) {
            Machine made = new Namespaces();
            System.out.println("boot tests: tier " + made.description());
            return made;
        }
        String reason = System.getenv().getOrDefault("BOOT_REASON", "");
        String way = WayToTierA.text(reason, Path.of("/"));
        if (!reason.isEmpty() && isCi()) {
            throw new AssertionError("in CI the boot tests run in tier A. " + way);
        }
        Machine made = new Loopback();
        System.out.println("boot tests: tier " + made.description() + " " + way);
        return made;
    }
}
