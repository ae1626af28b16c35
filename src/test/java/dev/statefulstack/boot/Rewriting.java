package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be changed in a container's variables, commands and files where it shares its network and its root with all
 * others: the paths of its own files, and where it listens. Whom it calls and what it tells others stays.
 */
final class Rewriting {
    /** A listener of Kafka without a host, or any address that means the pod itself. */
    private static final Pattern OWN_ADDRESS =
            Pattern.compile("(?<=://)(?=:\\d)|(?<![\\w.-])(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|localhost)(?![\\w.-])");

    /** ZooKeeper listens for clients on all addresses where the port has no host before it. */
    private static final Pattern ZOOKEEPER_CLIENT_PORT =
            Pattern.compile("(server\\.\\d+=)([^:\\s]+)(:\\d+:\\d+(?::\\w+)?;)(?=\\d+(?:\\s|$))");

    private static final Pattern ZOOKEEPER_LISTENS_ON_ALL = Pattern.compile("(?<=quorumListenOnAllIPs=)true");

    /** Cassandra takes it of 127.0.0.1 whatever else it is told, and nodetool looks there. */
    private static final Pattern CASSANDRA_JMX =
            Pattern.compile("(?<=cassandra\\.jmx\\.local\\.port=|NodeTool -p )\\d+");

    /** Elasticsearch listens there on all addresses, and has no setting for another one. */
    private static final Pattern ELASTICSEARCH_READINESS = Pattern.compile("^readiness\\.port=(\\d+)$");

    private final Pattern paths;
    private final Path root;
    private final String address;
    private final int spare;
    private final Map<Integer, Integer> ports = new ConcurrentSkipListMap<>();

    /**
     * @param paths what is to be found below the root
     * @param address of the pod
     * @param spare a port that nobody else on this machine takes
     */
    Rewriting(Path root, Collection<String> paths, String address, int spare) {
        this.root = root;
        this.address = address;
        this.spare = spare;
        // The longest first: it is the first that matches which is taken.
        Set<String> ordered = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        ordered.addAll(paths);
        this.paths = Pattern.compile("(?<![\\w.})])(?:"
                + ordered.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")(?![\\w-])");
    }

    /** The folders that an image has files in, and its files that are in no folder. */
    static Set<String> paths(Image image) throws IOException {
        Set<String> paths = new TreeSet<>(image.binds().keySet());
        try (Stream<Path> files = Files.walk(image.files())) {
            files.filter(Files::isRegularFile)
                    .map(image.files()::relativize)
                    .forEach(file -> paths.add("/" + (file.getParent() == null ? file : file.getParent())));
        }
        return paths;
    }

    /** @param text a variable as name=value, an argument, or a file */
    String changed(String text) {
        Matcher readiness = ELASTICSEARCH_READINESS.matcher(text);
        if (readiness.matches()) {
            ports.put(Integer.valueOf(readiness.group(1)), spare);
            return "readiness.port=" + spare;
        }
        String moved = paths.matcher(text).replaceAll(match -> Matcher.quoteReplacement(root + match.group()));
        String listening = OWN_ADDRESS.matcher(moved).replaceAll(address);
        listening = ZOOKEEPER_CLIENT_PORT.matcher(listening).replaceAll("$1$2$3$2:");
        listening = ZOOKEEPER_LISTENS_ON_ALL.matcher(listening).replaceAll("false");
        return CASSANDRA_JMX.matcher(listening).replaceAll(Integer.toString(spare));
    }

    /** Where a port of the manifest is now. */
    int port(int asked) {
        return ports.getOrDefault(asked, asked);
    }
}
