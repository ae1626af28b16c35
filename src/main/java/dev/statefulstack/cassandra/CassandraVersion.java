package dev.statefulstack.cassandra;

import dev.statefulstack.plan.Names;
import org.jspecify.annotations.Nullable;

/**
 * A version of Apache Cassandra, which behaves like the others of its minor version.
 *
 * @param text as the tag says it: {@code 5.0.8}, or {@code 5.0}
 */
record CassandraVersion(int major, int minor, String text) {
    /** The first version that takes settings from system properties. Tried with 5.0.6. */
    static final CassandraVersion FIRST_WITH_SETTINGS = new CassandraVersion(4, 1, "4.1");

    /** The newest minor version that the facts of this package were read from. */
    static final CassandraVersion NEWEST_TESTED = new CassandraVersion(5, 0, "5.0");

    /** Reads {@code 5.0.8} or {@code 5.0}, also with something behind a dash; null for anything else. */
    static @Nullable CassandraVersion parse(String text) {
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
        return new CassandraVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), number);
    }

    boolean isAtLeast(CassandraVersion other) {
        return major != other.major ? major > other.major : minor >= other.minor;
    }

    /**
     * Whether the start script caps direct memory by a variable. Source: apache/cassandra conf/cassandra-env.sh,
     * matched to 5.0 by the jamm 0.4.0 that it names.
     */
    boolean capsDirectMemoryItself() {
        return major >= 5;
    }

    @Override
    public String toString() {
        return text;
    }
}
