package dev.statefulstack.kafka;

import dev.statefulstack.plan.Names;
import org.jspecify.annotations.Nullable;

/** A version of Apache Kafka. */
record KafkaVersion(int major, int minor, int patch) {
    /** The newest minor version that the facts of this package were tested with. */
    static final KafkaVersion NEWEST_TESTED = new KafkaVersion(4, 4, 0);

    /** The first version with share groups and their settings. */
    static final KafkaVersion SHARE_GROUPS = new KafkaVersion(4, 0, 0);

    /** Reads {@code 4.4.0}, also with something behind a dash; null for anything else. */
    static @Nullable KafkaVersion parse(String text) {
        int dash = text.indexOf('-');
        String[] parts = (dash < 0 ? text : text.substring(0, dash)).split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        for (String part : parts) {
            if (!Names.isDecimal(part, 3)) {
                return null;
            }
        }
        return new KafkaVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    boolean isAtLeast(KafkaVersion other) {
        if (major != other.major) {
            return major > other.major;
        }
        return minor != other.minor ? minor > other.minor : patch >= other.patch;
    }

    /** Whether the minor version is newer than anything that was tested. */
    boolean isUntested() {
        return major > NEWEST_TESTED.major || (major == NEWEST_TESTED.major && minor > NEWEST_TESTED.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
