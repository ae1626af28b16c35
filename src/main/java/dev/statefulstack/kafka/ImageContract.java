package dev.statefulstack.kafka;

import dev.statefulstack.plan.Storage;
import java.util.List;

/**
 * What a family of images expects and does.
 *
 * @param run the image's own command, for wrappers that must end in it
 * @param user numeric id of the image's user and group
 * @param scratch directories that the image writes to outside of the data
 * @param performanceOptions flags of the JVM that the image would lose
 */
record ImageContract(String run, long user, List<Storage.Scratch> scratch, String performanceOptions) {
    /** {@code apache/kafka}: docker/jvm/Dockerfile and docker/resources/common-scripts of apache/kafka. */
    static final ImageContract APACHE = new ImageContract(
            "/etc/kafka/docker/run",
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
                    + " -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true");

    /** Where the volume is mounted. */
    static final String DATA = "/var/lib/kafka/data";

    /** Below the mount: a new ext4 volume holds lost+found, which Kafka refuses to start beside. */
    static final String LOG_DIRS = DATA + "/kafka-log";
}
