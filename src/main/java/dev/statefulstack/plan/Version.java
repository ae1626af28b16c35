package dev.statefulstack.plan;

import org.jspecify.annotations.Nullable;

/**
 * A version number of a system.
 *
 * @param patch 0 where the text has none
 * @param text as it was written, without what stands behind a dash
 */
public record Version(int major, int minor, int patch, String text) {
    public static Version of(int major, int minor, int patch) {
        return new Version(major, minor, patch, major + "." + minor + "." + patch);
    }

    /** Reads {@code 4.4.0} or {@code 4.4}, also with something behind a dash; null for anything else. */
    public static @Nullable Version parse(String text) {
        int dash = text.indexOf('-');
        String number = dash < 0 ? text : text.substring(0, dash);
        String[] parts = number.split("\\.", -1);
        if (parts.length != 2 && parts.length != 3) {
            return null;
        }
        for (String part : parts) {
            if (!Names.isDecimal(part, 3)) {
                return null;
            }
        }
        int patch = parts.length == 2 ? 0 : Integer.parseInt(parts[2]);
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), patch, number);
    }

    public boolean isAtLeast(Version other) {
        if (major != other.major) {
            return major > other.major;
        }
        return minor != other.minor ? minor > other.minor : patch >= other.patch;
    }

    /** Whether the minor version is newer than that of {@code tested}: then nothing is known about it. */
    public boolean isBeyond(Version tested) {
        return major > tested.major || (major == tested.major && minor > tested.minor);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
