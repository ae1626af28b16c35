package dev.statefulstack.elasticsearch;

import dev.statefulstack.plan.Names;
import org.jspecify.annotations.Nullable;

/** A version of Elasticsearch. */
record ElasticsearchVersion(int major, int minor, int patch) {
    /** The oldest version whose settings and security defaults the facts of this package describe. */
    static final ElasticsearchVersion FIRST = new ElasticsearchVersion(8, 0, 0);

    /** The first version with {@code readiness.port}. Source: elastic/elasticsearch readiness/ReadinessService.java. */
    static final ElasticsearchVersion READINESS_PORT = new ElasticsearchVersion(8, 2, 0);

    /** The newest minor version whose sources the facts of this package were read from. */
    static final ElasticsearchVersion NEWEST_TESTED = new ElasticsearchVersion(9, 2, 4);

    /** Reads {@code 9.2.4}, also with something behind a dash; null for anything else. */
    static @Nullable ElasticsearchVersion parse(String text) {
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
        return new ElasticsearchVersion(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    boolean isAtLeast(ElasticsearchVersion other) {
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
