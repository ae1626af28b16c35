package dev.statefulstack.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in for an image: files of ours with the entrypoint's behaviour, and the real server's jars or program.
 *
 * @param files the folder with files at the paths that they have in the image
 * @param binds folders of this machine by the path that they have in the image
 */
record Image(
        Path files,
        Map<String, Path> binds,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        String workingFolder) {
    private static final Path FILES = Path.of("src/boot/images").toAbsolutePath();
    private static final Path SERVERS = Path.of("target/boot").toAbsolutePath();
    private static final String JAVA = "/opt/java/openjdk";
    private static final String PATH = JAVA + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";

    /** The contract of the image that a manifest names. */
    static Image of(String reference) {
        int colon = reference.lastIndexOf(':');
        String repository = reference.substring(0, colon);
        String tag = reference.substring(colon + 1);
        return switch (repository) {
            case "apache/kafka" ->
                java("apache-kafka", "/opt/kafka/libs", "kafka-" + tag.substring(0, 3))
                        .started(List.of(), List.of("/etc/kafka/docker/run"));
            case "confluentinc/cp-kafka" ->
                tag.startsWith("7.")
                        ? confluent("kafka-3.9")
                        // Since 8.1 the Dockerfile defines both as empty.
                        : confluent("kafka-4.4").with("CLUSTER_ID", "").with("KAFKA_ADVERTISED_LISTENERS", "");
            case "zookeeper" ->
                java("zookeeper", "/apache-zookeeper/lib", "zookeeper-3.9")
                        .started(List.of("/docker-entrypoint.sh"), List.of("zkServer.sh", "start-foreground"))
                        .with("PATH", "/apache-zookeeper/bin:" + PATH);
            case "cassandra" ->
                java("cassandra", "/opt/cassandra/lib", "cassandra-" + tag.substring(0, 3))
                        .started(List.of("docker-entrypoint.sh"), List.of("cassandra", "-f"))
                        .with("PATH", "/opt/cassandra/bin:" + PATH)
                        .with("CASSANDRA_CONF", "/etc/cassandra");
            case "docker.elastic.co/elasticsearch/elasticsearch" ->
                java("elasticsearch", "/usr/share/elasticsearch/lib", "elasticsearch-8.19")
                        .started(List.of("/usr/local/bin/docker-entrypoint.sh"), List.of("eswrapper"))
                        .in("/usr/share/elasticsearch");
            case "opensearchproject/opensearch" ->
                java("opensearch", "/usr/share/opensearch/lib", "opensearch-2.19")
                        .started(List.of("./opensearch-docker-entrypoint.sh"), List.of("opensearch"))
                        .in("/usr/share/opensearch");
            case "quay.io/coreos/etcd" ->
                new Image(FILES.resolve("etcd"), new LinkedHashMap<>(), List.of(), List.of(), path(PATH), "/");
            case "boot/client" -> java("client", "/opt/client/lib", "clients").started(List.of(), List.of("client"));
            default -> throw new IllegalArgumentException("no contract of the image " + reference);
        };
    }

    private static Image confluent(String server) {
        return java("cp-kafka", "/usr/share/java/kafka", server)
                .started(List.of(), List.of("/etc/confluent/docker/run"));
    }

    private static Image java(String files, String jarsAt, String server) {
        Path jars = SERVERS.resolve(server);
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("no server in " + jars + "; run mvn verify -Pboot");
        }
        Map<String, Path> binds = new LinkedHashMap<>();
        binds.put(JAVA, Path.of(System.getProperty("java.home")));
        binds.put(jarsAt, jars.resolve("lib"));
        if (Files.isDirectory(jars.resolve("classes"))) {
            binds.put("/opt/boot/classes", jars.resolve("classes"));
        }
        return new Image(FILES.resolve(files), binds, List.of(), List.of(), path(PATH), "/");
    }

    private static Map<String, String> path(String value) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", value);
        return environment;
    }

    private Image started(List<String> newEntrypoint, List<String> newCommand) {
        return new Image(files, binds, newEntrypoint, newCommand, environment, workingFolder);
    }

    private Image with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return new Image(files, binds, entrypoint, command, changed, workingFolder);
    }

    private Image in(String folder) {
        return new Image(files, binds, entrypoint, command, environment, folder);
    }

    /** Whether what it starts is in Java. */
    boolean hasJava() {
        return binds.containsKey(JAVA);
    }

    /** A manifest's command takes the place of the entrypoint and of its arguments, its args only of the latter. */
    List<String> argv(List<String> newEntrypoint, List<String> newArguments) {
        List<String> argv = new ArrayList<>(newEntrypoint.isEmpty() ? entrypoint : newEntrypoint);
        if (!newArguments.isEmpty()) {
            argv.addAll(newArguments);
        } else if (newEntrypoint.isEmpty()) {
            argv.addAll(command);
        }
        return argv;
    }
}
