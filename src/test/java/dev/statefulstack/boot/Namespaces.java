package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Pods in Linux namespaces: each has its own network, address, host name, processes and files, so the manifests run as
 * they are.
 *
 * <p>The tests' own JVM is the first process of a namespace of processes, see {@code src/boot/bin/java}: when it ends,
 * for whatever reason, the kernel ends everything else.
 */
final class Namespaces implements Machine {
    /** The addresses that kubeadm and the usual network add-ons take. */
    private static final String NODE = "10.244.0.1";

    private static final String DNS = "10.96.0.10";
    private static final Path SCRIPTS = Path.of("src/boot").toAbsolutePath();

    private final AtomicInteger pods = new AtomicInteger(10);
    private final AtomicInteger services = new AtomicInteger(10);
    private final AtomicInteger links = new AtomicInteger();

    Namespaces() throws IOException {
        run("ip", "link", "set", "lo", "up");
        run("ip", "link", "add", "name", "pods0", "type", "bridge");
        run("ip", "address", "add", NODE + "/16", "dev", "pods0");
        run("ip", "link", "set", "pods0", "up");
        run("ip", "address", "add", DNS + "/32", "dev", "lo");
    }

    @Override
    public String description() {
        return "A: network, host name, processes and files of their own for each pod; nothing in the manifests is changed";
    }

    @Override
    public String podAddress() {
        int number = pods.incrementAndGet();
        return "10.244." + number / 250 + "." + (number % 250 + 2);
    }

    @Override
    public String serviceAddress() {
        String address = "10.96.0." + services.incrementAndGet();
        run("ip", "address", "add", address + "/32", "dev", "lo");
        return address;
    }

    @Override
    public Names names(DnsZone zone, Cluster cluster) throws IOException {
        return new DnsServer(DNS, 53, zone);
    }

    @Override
    public Sandbox sandbox(Pod pod, Path folder) throws IOException {
        return new PodNamespaces(pod, folder);
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class PodNamespaces implements Sandbox {
        private final Path folder;
        private final Process holder;
        private final AtomicInteger containers = new AtomicInteger();

        PodNamespaces(Pod pod, Path folder) throws IOException {
            this.folder = folder;
            Files.writeString(folder.resolve("resolv.conf"), """
                    search %1$s.svc.%2$s svc.%2$s %2$s
                    nameserver %3$s
                    options ndots:5
                    """.formatted(pod.namespace(), Cluster.DOMAIN, DNS));
            String names = pod.subdomain().isEmpty()
                    ? pod.hostname()
                    : pod.hostname() + "." + pod.subdomain() + "." + pod.namespace() + ".svc." + Cluster.DOMAIN + "\t"
                            + pod.hostname();
            Files.writeString(
                    folder.resolve("hosts"),
                    "127.0.0.1\tlocalhost\n::1\tlocalhost\n" + pod.address() + "\t" + names + "\n");
            // The names of interfaces have at most 15 characters.
            String link = "pod" + links.incrementAndGet();
            holder = new ProcessBuilder(
                            "unshare",
                            "--net",
                            "--uts",
                            "bash",
                            SCRIPTS.resolve("sandbox.sh").toString(),
                            pod.hostname(),
                            pod.address() + "/16",
                            NODE)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("sandbox.log").toFile())
                    .start();
            Path own = Path.of("/proc/self/ns/net");
            Path others = Path.of("/proc/" + holder.pid() + "/ns/net");
            Await.until(
                    pod.name() + " has a network",
                    Await.LONG,
                    () -> {
                        try {
                            return !Files.readSymbolicLink(own).equals(Files.readSymbolicLink(others));
                        } catch (IOException e) {
                            return false;
                        }
                    },
                    () -> "");
            run(
                    "ip",
                    "link",
                    "add",
                    link,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "eth0",
                    "netns",
                    Long.toString(holder.pid()));
            run("ip", "link", "set", link, "master", "pods0", "up");
            Path ready = folder.resolve("sandbox.log");
            Await.until(
                    pod.name() + " has its address",
                    Await.LONG,
                    () -> {
                        try {
                            return Files.readString(ready).contains("ready");
                        } catch (IOException e) {
                            return false;
                        }
                    },
                    () -> pod.address());
        }

        @Override
        public Process start(ContainerSpec spec, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out)
                throws IOException {
            Path state = folder.resolve("container-" + spec.name() + "-" + containers.incrementAndGet());
            Files.createDirectories(state);
            write(state.resolve("environment"), environment(spec));
            write(state.resolve("arguments"), spec.argv());
            List<String> mounts = new ArrayList<>();
            spec.image().binds().forEach((path, source) -> mounts.add(source + "\t" + path + "\tro"));
            // What is mounted below another mount comes after it.
            spec.mounts().stream()
                    .sorted(Comparator.comparingInt(mount -> mount.path().split("/", -1).length))
                    .forEach(mount ->
                            mounts.add(mount.source() + "\t" + mount.path() + "\t" + (mount.readOnly() ? "ro" : "rw")));
            Files.write(state.resolve("mounts"), mounts);
            List<String> command = inside(List.of("--net", "--uts"), holder.pid());
            command.addAll(List.of(
                    "unshare",
                    "--mount",
                    "--ipc",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "bash",
                    SCRIPTS.resolve("container.sh").toString(),
                    state.toString(),
                    spec.image().files().toString(),
                    Integer.toString(spec.user()),
                    Integer.toString(spec.group()),
                    Boolean.toString(spec.readOnlyRoot()),
                    spec.workingFolder()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectInput(in).redirectOutput(out);
            if (out.equals(ProcessBuilder.Redirect.PIPE)) {
                builder.redirectError(folder.resolve(spec.name() + ".err").toFile());
            } else {
                builder.redirectErrorStream(true);
            }
            return builder.start();
        }

        /** The container's first process is the only child of what started it. */
        private static Optional<ProcessHandle> first(Process container) {
            return container.children().findFirst();
        }

        @Override
        public void terminate(Process container) {
            first(container).ifPresent(ProcessHandle::destroy);
        }

        @Override
        public List<String> connections() {
            List<String> lines = new ArrayList<>();
            for (String table : List.of("tcp", "tcp6")) {
                try {
                    List<String> all = Files.readAllLines(Path.of("/proc/" + holder.pid() + "/net/" + table));
                    lines.addAll(all.subList(1, all.size()));
                } catch (IOException e) {
                    // The pod is gone.
                }
            }
            return lines;
        }

        @Override
        public Process execute(ContainerSpec spec, Process container, List<String> command) throws IOException {
            long first = first(container).map(ProcessHandle::pid).orElse(-1L);
            List<String> inside = inside(List.of("--mount", "--net", "--uts", "--pid"), first);
            inside.addAll(List.of("/usr/bin/env", "-i"));
            environment(spec).forEach(inside::add);
            inside.addAll(command);
            return new ProcessBuilder(inside).redirectErrorStream(true).start();
        }

        private static List<String> inside(List<String> namespaces, long process) {
            List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(process)));
            command.addAll(namespaces);
            return command;
        }

        /** The memory limit is told to Java, which would read it from the control group. */
        private static List<String> environment(ContainerSpec spec) {
            List<String> environment = new ArrayList<>();
            spec.environment().forEach((name, value) -> environment.add(name + "=" + value));
            if (spec.image().hasJava()) {
                environment.add("JAVA_TOOL_OPTIONS=" + JavaOptions.of(spec));
            }
            return environment;
        }

        /** Separated by zeros, which neither can hold. */
        private static void write(Path file, List<String> texts) throws IOException {
            StringBuilder all = new StringBuilder();
            texts.forEach(text -> all.append(text).append('\0'));
            Files.writeString(file, all);
        }

        @Override
        public void close() {
            holder.destroyForcibly();
            Pod.exit(holder);
        }
    }

    /** Removes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
