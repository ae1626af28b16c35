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

    /** Ends a test that cannot run without namespaces, and says so. */
    static void needNamespaces(String test, String reason) {
        if (!haveNamespaces(test, reason)) {
            throw new TestAbortedException(reason);
        }
    }

    /** For a part of a test that cannot run without namespaces; says so where there are none. */
    static boolean haveNamespaces(String part, String reason) {
        if (here() instanceof Namespaces) {
            return true;
        }
        sayLeftOut(part, "tier B cannot play it, because " + reason);
        return false;
    }

    /** Ends a test that this machine cannot run, and says so. */
    static void leaveOut(String test, String reason) {
        sayLeftOut(test, reason);
        throw new TestAbortedException(reason);
    }

    /** @throws AssertionError in CI, where nothing is left out */
    private static void sayLeftOut(String what, String reason) {
        String said = what + " is left out: " + reason;
        System.out.println("boot tests: " + said);
        if (isCi()) {
            throw new AssertionError("in CI nothing is left out. " + said);
        }
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
