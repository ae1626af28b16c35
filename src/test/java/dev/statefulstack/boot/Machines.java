package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.assertj.core.api.Assumptions;

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
            System.out.println("boot tests: tier " + machine.description());
        }
        return machine;
    }

    /** Ends a suite that cannot run without namespaces, and says so. */
    static void needNamespaces(String suite, String reason) {
        if (!(here() instanceof Namespaces)) {
            System.out.println("boot tests: " + suite + " is left out in tier B: " + reason);
            Assumptions.assumeThat(here()).isInstanceOf(Namespaces.class);
        }
    }

    private static Machine make() throws IOException {
        String tier = System.getenv("BOOT_TIER");
        if (tier == null) {
            throw new IllegalStateException("boot tests run in a JVM that src/boot/bin/java starts: mvn verify -Pboot");
        }
        return tier.equals("A") ? new Namespaces() : new Loopback();
    }
}
