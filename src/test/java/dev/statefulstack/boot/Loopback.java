package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods on addresses of 127.0.0.0/8, where namespaces are forbidden. Names are told to Java by a file. What the manifests
 * say is changed: paths lead into folders of the pod, and wildcard addresses to listen on become the pod's own.
 *
 * <p>Only for servers in Java. Each of their processes is ended by the kernel when the tests' JVM ends.
 */
final class Loopback implements Machine {
    private static final Pattern WILDCARD = Pattern.compile("(?<=://)(?=:\\d)|\\b0\\.0\\.0\\.0\\b");

    private final int network;
    private final ServerSocket claim;
    private final AtomicInteger pods = new AtomicInteger(10);
    private final AtomicInteger services = new AtomicInteger(10);

    /** The kernel ends a process when the thread that started it ends, so that is one that stays. */
    private final ExecutorService starter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "starter");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Path hosts = Path.of("");

    Loopback() throws IOException {
        // Another run may have another part of the loopback network: the first who binds has it.
        ServerSocket bound = null;
        int number = 10;
        while (bound == null) {
            try {
                bound = new ServerSocket(47_111, 1, InetAddress.getByName("127." + number + ".0.1"));
            } catch (IOException e) {
                if (++number > 250) {
                    throw e;
                }
            }
        }
        claim = bound;
        network = number;
    }

    @Override
    public String description() {
        return "B: addresses 127." + network + ".0.0/16, because there are no namespaces ("
                + System.getenv().getOrDefault("BOOT_REASON", "").strip()
                + "); addresses to listen on and paths in the manifests are changed; only some suites run; port "
                + claim.getLocalPort() + " is the claim";
    }

    @Override
    public String podAddress() {
        int next = pods.incrementAndGet();
        return "127." + network + "." + (1 + next / 250) + "." + (1 + next % 250);
    }

    @Override
    public String serviceAddress() {
        return "127." + network + ".96." + services.incrementAndGet();
    }

    @Override
    public Names names(DnsZone zone, Cluster cluster) throws IOException {
        return new HostsFile(cluster);
    }

    @Override
    public Sandbox sandbox(Pod pod, Path folder) {
        return new PodFolder(pod, folder);
    }

    /** The names of a cluster as they are now. */
    private final class HostsFile implements Names {
        private final Path file;
        private final Cluster cluster;
        private volatile boolean closed;

        HostsFile(Cluster cluster) throws IOException {
            this.cluster = cluster;
            file = Files.createTempFile("hosts", "");
            hosts = file;
            write("");
            Thread thread = new Thread(this::follow, "hosts file");
            thread.setDaemon(true);
            thread.start();
        }

        private void follow() {
            String before = "";
            while (!closed) {
                try {
                    String now = names();
                    if (!now.equals(before)) {
                        write(now);
                        before = now;
                    }
                } catch (IOException | RuntimeException e) {
                    // A manifest is just being applied: the next look sees it whole.
                }
                Await.pause();
            }
        }

        private String names() {
            StringBuilder names = new StringBuilder();
            for (Field service : cluster.services()) {
                String zone = Manifests.name(service) + "." + Manifests.namespace(service) + ".svc." + Cluster.DOMAIN;
                if (service.get("spec", "clusterIP").text().equals("None")) {
                    for (Pod pod : cluster.endpoints(service)) {
                        names.append(pod.address()).append(' ').append(zone).append('\n');
                        if (pod.subdomain().equals(Manifests.name(service))) {
                            names.append(pod.address() + " " + pod.hostname() + "." + zone + "\n");
                        }
                    }
                } else {
                    names.append(cluster.serviceAddress(service))
                            .append(' ')
                            .append(zone)
                            .append('\n');
                }
            }
            return names.toString();
        }

        private void write(String names) throws IOException {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(
                    next, "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n" + names);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public Set<String> unknown() {
            return Set.of();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class PodFolder implements Sandbox {
        private final Pod pod;
        private final Path folder;
        private final AtomicInteger containers = new AtomicInteger();

        PodFolder(Pod pod, Path folder) {
            this.pod = pod;
            this.folder = folder;
        }

        @Override
        public Process start(ContainerSpec spec, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out)
                throws IOException {
            Path root = folder.resolve("root-" + containers.incrementAndGet());
            Map<String, Path> links = new LinkedHashMap<>(spec.image().binds());
            spec.mounts().forEach(mount -> links.put(mount.path(), mount.source()));
            Pattern paths = paths(spec.image(), links);
            copy(spec.image().files(), root, paths);
            for (Map.Entry<String, Path> link : links.entrySet()) {
                Path at = root.resolve(link.getKey().substring(1));
                Namespaces.delete(at);
                Files.createDirectories(at.getParent());
                Files.createSymbolicLink(at, link.getValue());
            }
            List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "env", "-i"));
            spec.environment().forEach((name, value) -> command.add(name + "=" + listen(moved(value, paths, root))));
            command.add("JAVA_TOOL_OPTIONS=" + JavaOptions.of(spec) + " -Djdk.net.hosts.file=" + hosts);
            spec.argv().forEach(argument -> command.add(listen(moved(program(argument, spec, root), paths, root))));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectInput(in).redirectOutput(out);
            if (out.equals(ProcessBuilder.Redirect.PIPE)) {
                builder.redirectError(folder.resolve(spec.name() + ".err").toFile());
            } else {
                builder.redirectErrorStream(true);
            }
            return onStarter(builder::start);
        }

        /** A program of the image that is looked up on the path. */
        private static String program(String argument, ContainerSpec spec, Path root) {
            boolean first = argument.equals(spec.argv().get(0));
            Path own = root.resolve("usr/local/bin").resolve(argument);
            return first && !argument.contains("/") && Files.exists(own) ? own.toString() : argument;
        }

        private String listen(String text) {
            return WILDCARD.matcher(text).replaceAll(pod.address());
        }

        /** The folders that the image or the manifest names, the longest first. */
        private static Pattern paths(Image image, Map<String, Path> links) throws IOException {
            Set<String> all = new TreeSet<>(
                    Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
            all.addAll(links.keySet());
            all.add("/mnt/shared");
            try (Stream<Path> files = Files.walk(image.files())) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> all.add("/" + image.files().relativize(file.getParent())));
            }
            return Pattern.compile("(?<![\\w.})-])(?:"
                    + all.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")(?![\\w-])");
        }

        private static String moved(String text, Pattern paths, Path root) {
            return paths.matcher(text).replaceAll(match -> Matcher.quoteReplacement(root + match.group()));
        }

        private static void copy(Path from, Path to, Pattern paths) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, moved(Files.readString(file), paths, to), StandardCharsets.UTF_8);
                    target.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }

        @Override
        public Process execute(ContainerSpec spec, Process container, List<String> command) throws IOException {
            throw new IOException("no commands inside of containers without namespaces");
        }

        @Override
        public void close() {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalStateException("no " + folder);
            }
        }
    }

    private <T> T onStarter(Callable<T> call) throws IOException {
        try {
            return starter.submit(call).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
