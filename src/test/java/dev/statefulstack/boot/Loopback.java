package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Pods on addresses of 127.0.0.0/8, where namespaces are forbidden. What the manifests say is changed for that, see
 * {@link Rewriting}; names are told by a {@link HostsFile}.
 *
 * <p>Each process is ended by the kernel when the tests' JVM ends.
 */
final class Loopback implements Machine {
    private static final int FIRST_NETWORK = 10;
    private static final int LAST_NETWORK = 250;
    private static final int PODS_AT_ONCE = 90;

    private final int network;
    private final ServerSocket claim;
    private final boolean namesForAll = HostsFile.isForAllPrograms();
    private final AtomicInteger pods = new AtomicInteger(10);
    private final AtomicInteger services = new AtomicInteger(10);
    private final AtomicInteger spares = new AtomicInteger();

    /** The kernel ends a process when the thread that started it ends, so that is one that stays. */
    private final ExecutorService starter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "starter");
        thread.setDaemon(true);
        return thread;
    });

    private volatile HostsFile names;

    Loopback() throws IOException {
        // Another run may have another part of the loopback network: the first who binds has it.
        ServerSocket bound = null;
        int number = FIRST_NETWORK;
        while (bound == null) {
            try {
                bound = new ServerSocket(47_111, 1, InetAddress.getByName("127." + number + ".0.1"));
            } catch (IOException e) {
                if (++number > LAST_NETWORK) {
                    throw e;
                }
            }
        }
        claim = bound;
        network = number;
    }

    @Override
    public String description() {
        return "B: pods get addresses of 127." + network + ".0.0/16 (claimed on port " + claim.getLocalPort()
                + "), for which where servers listen and the paths in the manifests are changed; users, host names and"
                + " read-only roots are not played. Names are told to "
                + (namesForAll
                        ? "all programs."
                        : "programs in Java only; for others install Debian's package libnss-wrapper.");
    }

    @Override
    public boolean namesForAllPrograms() {
        return namesForAll;
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
    public Names names(DnsZone zone, Cluster cluster) {
        names = new HostsFile(cluster);
        return names;
    }

    @Override
    public Sandbox sandbox(Pod pod, Path folder) throws IOException {
        return new PodFolder(pod, folder, names);
    }

    /** Below the ports that the system gives out, and never the same in two runs. */
    private int sparePort() {
        return 10_000 + PODS_AT_ONCE * (network - FIRST_NETWORK) + spares.incrementAndGet() % PODS_AT_ONCE;
    }

    private final class PodFolder implements Sandbox {
        private final Pod pod;
        private final Path folder;
        private final HostsFile names;
        private final Path hosts;

        /** One for all containers: what an init container copies to a volume may hold paths. */
        private final Path root;

        private final int spare = sparePort();
        private volatile Process running;
        private volatile Rewriting rewriting;

        PodFolder(Pod pod, Path folder, HostsFile names) throws IOException {
            this.pod = pod;
            this.folder = folder;
            this.names = names;
            hosts = folder.resolve("hosts");
            root = folder.resolve("root");
            names.keep(hosts, pod);
        }

        @Override
        public Process start(ContainerSpec spec, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out)
                throws IOException {
            if (running != null && running.isAlive()) {
                throw new IOException(
                        "a second container at the same time, which tier B has no root for: " + spec.name());
            }
            Map<String, Path> links = new LinkedHashMap<>(spec.image().binds());
            spec.mounts().forEach(mount -> links.put(mount.path(), mount.source()));
            Set<String> paths = Rewriting.paths(spec.image());
            paths.addAll(links.keySet());
            // Kafka's scripts look there for files that a user may mount.
            paths.add("/mnt/shared");
            rewriting = new Rewriting(root, paths, pod.address(), spare);
            Namespaces.delete(root);
            copy(spec.image().files());
            for (Map.Entry<String, Path> link : links.entrySet()) {
                Path at = below(link.getKey());
                Namespaces.delete(at);
                Files.createDirectories(at.getParent());
                Files.createSymbolicLink(at, link.getValue());
            }
            Files.createDirectories(below(spec.workingFolder()));
            ProcessBuilder builder =
                    builder(spec, spec.argv()).redirectInput(in).redirectOutput(out);
            if (out.equals(ProcessBuilder.Redirect.PIPE)) {
                builder.redirectErrorStream(false)
                        .redirectError(folder.resolve(spec.name() + ".err").toFile());
            }
            running = onStarter(builder::start);
            return running;
        }

        @Override
        public Process execute(ContainerSpec spec, Process container, List<String> command) throws IOException {
            return onStarter(builder(spec, command)::start);
        }

        @Override
        public int port(int asked) {
            return rewriting.port(asked);
        }

        private ProcessBuilder builder(ContainerSpec spec, List<String> argv) {
            List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "env", "-i"));
            spec.environment().forEach((name, value) -> command.add(rewriting.changed(name + "=" + value)));
            // ZooKeeper's web server for administrators listens on all addresses, too.
            names.variables(spec, hosts, "-Dzookeeper.admin.serverAddress=" + pod.address())
                    .forEach((name, value) -> command.add(name + "=" + value));
            argv.forEach(argument -> command.add(rewriting.changed(argument)));
            return new ProcessBuilder(command)
                    .directory(below(spec.workingFolder()).toFile())
                    .redirectErrorStream(true);
        }

        private Path below(String path) {
            return root.resolve(path.substring(1));
        }

        private void copy(Path image) throws IOException {
            try (Stream<Path> files = Files.walk(image)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = root.resolve(image.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, rewriting.changed(Files.readString(file)), StandardCharsets.UTF_8);
                    target.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }

        @Override
        public void close() {
            names.forget(hosts);
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
