package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a machine has no namespaces for the boot tests, and what to type so that it has. */
final class WayToTierA {
    /** What forbids user namespaces: file, value, and the command against it. */
    private static final Map<String, String[]> SWITCHES = new LinkedHashMap<>();

    static {
        // Ubuntu 23.10 and newer: https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces
        SWITCHES.put(
                "proc/sys/kernel/apparmor_restrict_unprivileged_userns",
                new String[] {"1", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"});
        // Debian's own switch.
        SWITCHES.put(
                "proc/sys/kernel/unprivileged_userns_clone",
                new String[] {"0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"});
        // https://man7.org/linux/man-pages/man7/namespaces.7.html
        SWITCHES.put(
                "proc/sys/user/max_user_namespaces",
                new String[] {"0", "sudo sysctl -w user.max_user_namespaces=15000"});
    }

    private WayToTierA() {}

    /**
     * One paragraph.
     *
     * @param reason what the start script found, empty where tier B was asked for
     * @param root of the file system
     */
    static String text(String reason, Path root) {
        if (reason.isEmpty()) {
            return "BOOT_TIER=B asks for it; without that it is tier A, which changes nothing, wherever that is possible.";
        }
        String why = "Tier A, which changes nothing, is not possible here: "
                + reason.strip().replaceAll("\\s*\\n\\s*", "; ") + ". To get it, ";
        String missing = reason.strip().replaceAll(" is not installed$", "");
        if (!missing.equals(reason.strip())) {
            return why + "type: sudo apt-get install " + (missing.equals("ip") ? "iproute2" : "util-linux")
                    + " (or your system's package of that name).";
        }
        for (Map.Entry<String, String[]> candidate : SWITCHES.entrySet()) {
            if (value(root.resolve(candidate.getKey())).equals(candidate.getValue()[0])) {
                return why + "type: " + candidate.getValue()[1];
            }
        }
        return why + "type: sudo -E mvn verify -Pboot; in a container, start that with --privileged.";
    }

    private static String value(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
