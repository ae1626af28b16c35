package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to somebody whose machine has no namespaces for the boot tests. */
class WayToTierATest {
    private static final String REFUSED = "unshare: unshare failed: Operation not permitted\n";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "proc/sys/kernel/apparmor_restrict_unprivileged_userns, 1, kernel.apparmor_restrict_unprivileged_userns=0",
        "proc/sys/kernel/unprivileged_userns_clone, 0, kernel.unprivileged_userns_clone=1",
        "proc/sys/user/max_user_namespaces, 0, user.max_user_namespaces=15000"
    })
    void aSwitchOfTheKernelIsOff(String file, String value, String command) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), value + "\n");

        assertThat(WayToTierA.text(REFUSED, root))
                .contains("not possible here: unshare: unshare failed: Operation not permitted. To get it, type: "
                        + "sudo sysctl -w " + command)
                .doesNotContain("\n");
    }

    @Test
    void nobodyKnowsWhatIsOff() throws IOException {
        Files.createDirectories(root.resolve("proc/sys/user"));
        Files.writeString(root.resolve("proc/sys/user/max_user_namespaces"), "95947\n");

        assertThat(WayToTierA.text(REFUSED, root))
                .endsWith("To get it, type: sudo -E mvn verify -Pboot; in a container, start that with --privileged.");
    }

    @Test
    void aProgramIsMissing() {
        assertThat(WayToTierA.text("ip is not installed", root))
                .contains("not possible here: ip is not installed. To get it, type: sudo apt-get install iproute2");
        assertThat(WayToTierA.text("unshare is not installed", root)).contains("apt-get install util-linux");
    }

    @Test
    void itWasAskedFor() {
        assertThat(WayToTierA.text("", root)).startsWith("BOOT_TIER=B asks for it");
    }
}
