package dev.statefulstack.elasticsearch;

import dev.statefulstack.plan.ImageReference;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image does with its environment, for images that cannot be recognised by their name.
 *
 * <pre>{@code
 * .image("registry.example.com/base/search@sha256:...", ElasticsearchImage.official("9.2.4"))
 * }</pre>
 */
public final class ElasticsearchImage {
    /** The oldest version whose settings and security defaults the facts of this package describe. */
    static final Version FIRST = Version.of(8, 0, 0);

    /** The first version with {@code readiness.port}. Source: elastic/elasticsearch readiness/ReadinessService.java. */
    static final Version READINESS_PORT = Version.of(8, 2, 0);

    /** The newest minor version whose sources the facts of this package were read from. */
    static final Version NEWEST_TESTED = Version.of(9, 2, 4);

    /** The image's own user and group. The server refuses root. Source: elastic/dockerfiles elasticsearch/Dockerfile. */
    static final long USER = 1000;

    private static final String HOME = "/usr/share/elasticsearch";

    /** Where the volume is mounted. */
    static final String DATA = HOME + "/data";

    /** Holds the JVM's options, log4j's and the roles, so nothing may be mounted over it that lacks them. */
    static final String CONFIG = HOME + "/config";

    /** TLS files must be readable inside of the configuration. Source: Elastic documentation. */
    static final String CERTIFICATES = CONFIG + "/certs";

    /**
     * The directories that the server writes to outside of its data. {@code plugins} is not one of them: without an
     * {@code elasticsearch-plugins.yml} nothing is written there, and an empty volume would hide an image's own plugins.
     * Source: elastic/cloud-on-k8s pkg/controller/elasticsearch; elastic/elasticsearch SyncPluginsCliProvider.
     */
    static final List<Storage.Scratch> SCRATCH = List.of(
            // The server makes its keystore here, with the first password in it.
            new Storage.Scratch("config", CONFIG, "16Mi", true),
            // 32 garbage collection logs of 64 MiB, and the reports of crashes.
            new Storage.Scratch("logs", HOME + "/logs", "3Gi", false),
            // Native libraries, and the databases of the geoip processor while they are unpacked.
            new Storage.Scratch("tmp", "/tmp", "1Gi", false));

    private final String version;

    private ElasticsearchImage(String version) {
        this.version = version;
    }

    /**
     * The image behaves like {@code docker.elastic.co/elasticsearch/elasticsearch}.
     *
     * @param version of Elasticsearch, such as {@code 9.2.4}
     */
    public static ElasticsearchImage official(String version) {
        return new ElasticsearchImage(version);
    }

    /**
     * Recognises an image by the last segment of its path and its tag; null where it can't. Bitnami's has the same
     * name with another contract, so that name in the path speaks against it.
     */
    static @Nullable ElasticsearchImage recognise(ImageReference image) {
        boolean official = isNamedLikeIt(image) && !image.isBitnami();
        return official && image.tag() != null ? official(image.tag()) : null;
    }

    static boolean isNamedLikeIt(ImageReference image) {
        return image.lastSegment().equals("elasticsearch");
    }

    /** Null where the version is none. */
    @Nullable
    Version version() {
        return Version.parse(String.valueOf(version));
    }

    @Override
    public String toString() {
        return "ElasticsearchImage.official(\"" + version + "\")";
    }
}
