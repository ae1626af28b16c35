package dev.statefulstack.kafka;

import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a family of images expects and does.
 *
 * @param method of {@link KafkaImage} that names it
 * @param lastSegment of the image's path
 * @param first the first version of Kafka in it that is known
 * @param run the image's own command, for wrappers that must end in it
 * @param configs the tool that writes users and other dynamic settings
 * @param user numeric id of the image's user and group
 * @param scratch directories that the image writes to outside of the data
 * @param performanceOptions flags of the JVM that the image would lose, or null where it keeps them
 * @param refused variables with which the image stops
 */
record ImageContract(
        String method,
        String lastSegment,
        Version first,
        String run,
        String configs,
        long user,
        List<Storage.Scratch> scratch,
        @Nullable String performanceOptions,
        List<String> refused) {
    /** {@code apache/kafka}: docker/jvm/Dockerfile and docker/resources/common-scripts of apache/kafka; KIP-975. */
    static final ImageContract APACHE = new ImageContract(
            "apache",
            "kafka",
            Version.of(3, 7, 0),
            "/etc/kafka/docker/run",
            "/opt/kafka/bin/kafka-configs.sh",
            1000,
            List.of(
                    // The wrapper renders server.properties and copies its log4j files into this directory.
                    new Storage.Scratch("config", "/opt/kafka/config", "16Mi", false),
                    // The server rolls ten garbage collection logs of 100 MB beside its own, which have no cap.
                    new Storage.Scratch("logs", "/opt/kafka/logs", "2Gi", false),
                    new Storage.Scratch("tmp", "/tmp", "256Mi", false)),
            // The image's launch script makes this variable non-empty, so the server's own defaults are never applied;
            // below two CPUs the JVM would then pick the serial collector.
            "-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35"
                    + " -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true",
            List.of());

    /** {@code confluentinc/cp-kafka}: kafka/include/etc/confluent/docker of confluentinc/kafka-images. */
    static final ImageContract CONFLUENT = new ImageContract(
            "confluent",
            "cp-kafka",
            Version.of(3, 6, 0),
            "/etc/confluent/docker/run",
            "kafka-configs",
            1000,
            List.of(
                    // kafka.properties and the log4j files are rendered here, from templates elsewhere.
                    new Storage.Scratch("config", "/etc/kafka", "16Mi", false),
                    new Storage.Scratch("logs", "/var/log/kafka", "2Gi", false),
                    new Storage.Scratch("tmp", "/tmp", "256Mi", false)),
            null,
            // The script "configure" takes them for settings of a time before listeners.
            List.of("KAFKA_ADVERTISED_PORT", "KAFKA_ADVERTISED_HOST", "KAFKA_HOST", "KAFKA_PORT"));

    static final List<ImageContract> ALL = List.of(APACHE, CONFLUENT);

    /** Where the volume is mounted. Confluent's image checks it before the start (KAFKA_DATA_DIRS). */
    static final String DATA = "/var/lib/kafka/data";

    /** Below the mount: a new ext4 volume holds lost+found, which Kafka refuses to start beside. */
    static final String LOG_DIRS = DATA + "/kafka-log";

    /** There is one for each family. What a record makes of its parts costs 20 ms of a cold start, for method handles. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageContract that && method.equals(that.method);
    }

    @Override
    public int hashCode() {
        return method.hashCode();
    }
}
