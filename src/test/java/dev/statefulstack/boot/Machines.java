package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;

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

    private static Machine make() throws IOException {
        String tier = System.getenv("BOOT_TIER");
        if (tier == null) {
            throw new IllegalStateException("boot tests run in a JVM that src/boot/bin/java starts: mvn verify -Pboot");
        }
        return new Namespaces();
    }
}
