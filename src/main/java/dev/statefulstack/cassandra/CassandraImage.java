package dev.statefulstack.cassandra;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image does with its environment, for images that cannot be recognised by their name.
 *
 * <pre>{@code
 * .image("registry.example.com/base/database@sha256:...", CassandraImage.official("5.0.8"))
 * }</pre>
 */
public final class CassandraImage {
    /** The first version that takes settings from system properties. Source: apache/cassandra, tried with 5.0.6. */
    static final Version FIRST_WITH_SETTINGS = Version.of(4, 1, 0);

    /** The first version whose start script caps direct memory by a variable. Source: conf/cassandra-env.sh. */
    static final Version CAPS_DIRECT_MEMORY = Version.of(5, 0, 0);

    /** The newest minor version that the facts of this package were read from. */
    static final Version NEWEST_TESTED = Version.of(5, 0, 0);

    /** The image's user and group. Source: docker-library/cassandra, 5.0/Dockerfile. */
    static final long USER = 999;

    /** Where data, commit log, hints and caches are. Source: as above, VOLUME. */
    static final String DATA = "/var/lib/cassandra";

    /** Where configuration is. The entrypoint rewrites files there, so nothing read-only may be mounted over it. */
    static final String CONFIGURATION = "/etc/cassandra";

    /** What the image writes to outside of the data. Source: k8ssandra/cass-operator, pkg/reconciliation. */
    static final List<Storage.Scratch> SCRATCH = List.of(
            new Storage.Scratch("config", CONFIGURATION, "16Mi", true),
            // Two logs that keep up to 5 GB each, and ten of the garbage collector: conf/logback.xml, cassandra-env.sh.
            new Storage.Scratch("logs", "/var/log/cassandra", "12Gi", false),
            // The entrypoint's copies, and native libraries that the JVM unpacks.
            new Storage.Scratch("tmp", "/tmp", "256Mi", false));

    private final String version;

    private CassandraImage(String version) {
        this.version = version;
    }

    /**
     * The image behaves like Docker's official {@code cassandra}.
     *
     * @param version of Cassandra, such as {@code 5.0.8}
     */
    public static CassandraImage official(String version) {
        return new CassandraImage(version);
    }

    /** Recognises an image by the last segment of its path and its tag; null where it can't. */
    static @Nullable CassandraImage recognise(ImageReference image) {
        return image.lastSegment().equals("cassandra") && !image.isBitnami() && image.tag() != null
                ? official(image.tag())
                : null;
    }

    /** Null where the version is none. */
    @Nullable
    Version version() {
        return Version.parse(String.valueOf(version));
    }

    @Override
    public String toString() {
        return "CassandraImage.official(\"" + version + "\")";
    }
}
