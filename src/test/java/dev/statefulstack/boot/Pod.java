package dev.statefulstack.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pod and the kubelet's work on it: init containers one after the other, containers that are started again with a
 * back-off, probes.
 *
 * <p>It asks probes more often than the kubelet does, so success is seen sooner; failure counts as late as there.
 */
final class Pod {
    private static final long FIRST_BACK_OFF_MILLIS = 1000;
    private static final long LONGEST_BACK_OFF_MILLIS = 10_000;

    /** What a pod needs of the cluster that it is in. */
    interface Cluster {
        Machine machine();

        /** Variables of Services, for a pod that wants them all or only the one of the API server. */
        Map<String, String> serviceVariables(String namespace, boolean all);

        Optional<Map<String, String>> data(String kind, String namespace, String name);

        /** Where a claim of this name lies, for ever. */
        Path claim(String namespace, String name);

        Path logs();
    }

    private final Cluster cluster;
    private final String namespace;
    private final String name;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final Field spec;
    private final String subdomain;
    private final List<String> claimTemplates;
    private final String address;
    private final Path folder;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, ContainerSpec> specs = new LinkedHashMap<>();
    private final Thread thread;

    private volatile boolean deleted;
    private volatile boolean held;
    private volatile boolean ready;
    private volatile boolean completed;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile int lastExitCode;
    private volatile Machine.Sandbox sandbox;

    /** @param claimTemplates names of volumes whose claims are called after the pod */
    Pod(
            Cluster cluster,
            String namespace,
            String name,
            Map<String, String> labels,
            Field template,
            String subdomain,
            List<String> claimTemplates,
            Path folder) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
        this.labels = labels;
        this.annotations = template.get("metadata", "annotations").textEntries();
        this.spec = template.get("spec");
        this.subdomain = subdomain;
        this.claimTemplates = claimTemplates;
        this.address = cluster.machine().podAddress();
        this.folder = folder;
        this.thread = new Thread(this::run, "pod " + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    String namespace() {
        return namespace;
    }

    String hostname() {
        return spec.get("hostname").text(name);
    }

    String subdomain() {
        return subdomain;
    }

    String address() {
        return address;
    }

    boolean isReady() {
        return ready;
    }

    /** Whether a pod of a Job has done its work. */
    boolean isCompleted() {
        return completed;
    }

    int restarts() {
        return restarts.get();
    }

    int lastExitCode() {
        return lastExitCode;
    }

    Map<String, String> labels() {
        return labels;
    }

    /** The kernel's tables of its connections. */
    List<String> connections() {
        Machine.Sandbox room = sandbox;
        return room == null ? List.of() : room.connections();
    }

    boolean isSelectedBy(Field service) {
        return namespace.equals(Manifests.namespace(service)) && matches(service.get("spec", "selector"));
    }

    private boolean matches(Field selector) {
        Map<String, String> wanted = selector.textEntries();
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    /** The number of a port that is given by number or by a container's name for it. */
    Optional<Integer> port(String nameOrNumber) {
        if (nameOrNumber.chars().allMatch(Character::isDigit)) {
            return Optional.of(Integer.parseInt(nameOrNumber));
        }
        for (Field container : spec.get("containers").items()) {
            for (Field port : container.get("ports").items()) {
                if (port.get("name").text().equals(nameOrNumber)) {
                    return Optional.of(port.get("containerPort").number(0));
                }
            }
        }
        return Optional.empty();
    }

    /** What a container wrote, over all its starts. */
    String log(String container) {
        Path file = logFile(container);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs of all containers. */
    String log() {
        StringBuilder all = new StringBuilder();
        for (String part : new String[] {"initContainers", "containers"}) {
            for (Field container : spec.get(part).items()) {
                all.append(log(container.get("name").text()));
            }
        }
        return all.toString();
    }

    Path logFile(String container) {
        return cluster.logs().resolve(name + "-" + address + "-" + container + ".log");
    }

    /** What a command in a running container writes, as {@code kubectl exec} shows it. */
    String execute(String container, List<String> command) {
        Process process;
        synchronized (processes) {
            process = processes.get(container);
        }
        try {
            Process executed = sandbox.execute(specs.get(container), process, command);
            executed.getOutputStream().close();
            return new String(executed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL of all containers, and none is started again until {@link #release}: as when its node is lost. */
    void hold() {
        held = true;
        ready = false;
        synchronized (processes) {
            processes.values().forEach(Pod::end);
        }
    }

    void release() {
        held = false;
    }

    /**
     * Ends it as the kubelet does: the hooks, SIGTERM, and SIGKILL when the grace period is over.
     *
     * @throws AssertionError if a hook fails
     */
    void stop() {
        long end = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(
                        spec.get("terminationGracePeriodSeconds").number(30));
        // From here on nothing of it is started again.
        held = true;
        try {
            for (Field container : spec.get("containers").items()) {
                String key = container.get("name").text();
                Field hook = container.get("lifecycle", "preStop", "exec", "command");
                Process process;
                synchronized (processes) {
                    process = processes.get(key);
                }
                if (process != null && hook.present()) {
                    beforeStop(key, process, hook.texts(), end);
                }
                if (process != null) {
                    sandbox.terminate(process);
                    if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        note(key, "killed after the grace period");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete();
        }
    }

    private void beforeStop(String container, Process process, List<String> command, long end)
            throws InterruptedException {
        try {
            Process hook = sandbox.execute(specs.get(container), process, command);
            hook.getOutputStream().close();
            boolean ended = hook.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            String output = ended ? new String(hook.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "";
            hook.destroyForcibly();
            String told = "preStop " + command
                    + (ended ? " ended with " + hook.exitValue() : " outlived the grace period") + ": " + output;
            note(container, told);
            if (!ended || hook.exitValue() != 0) {
                throw new AssertionError(name + " " + told);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once; returns when nothing of it runs any more. */
    void delete() {
        kill();
        awaitEnd();
    }

    /** SIGKILL of all containers, for ever. */
    void kill() {
        deleted = true;
        ready = false;
        synchronized (processes) {
            processes.values().forEach(Pod::end);
        }
    }

    /** Until nothing of it runs any more. */
    void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(cluster.logs());
            try (Machine.Sandbox room = cluster.machine().sandbox(this, folder)) {
                sandbox = room;
                for (Field container : spec.get("initContainers").items()) {
                    runToItsEnd(container);
                }
                keepRunning();
            }
        } catch (IOException | RuntimeException e) {
            note(spec.get("containers").items().get(0).get("name").text(), "the pod cannot run: " + e);
        } finally {
            ready = false;
        }
    }

    private void runToItsEnd(Field container) throws IOException {
        long backOff = FIRST_BACK_OFF_MILLIS;
        while (!deleted) {
            Process process = start(container);
            int code = exit(process);
            if (code == 0) {
                return;
            }
            note(container.get("name").text(), "init container ended with " + code);
            waitFor(backOff);
            backOff = Math.min(2 * backOff, LONGEST_BACK_OFF_MILLIS);
        }
    }

    private void keepRunning() throws IOException {
        List<Field> containers = spec.get("containers").items();
        Map<String, Probes> probes = new LinkedHashMap<>();
        Map<String, Long> notBefore = new LinkedHashMap<>();
        Map<String, Long> backOffs = new LinkedHashMap<>();
        while (!deleted) {
            boolean allReady = true;
            for (Field container : containers) {
                String key = container.get("name").text();
                Process process;
                synchronized (processes) {
                    process = processes.get(key);
                }
                if (process == null && !held && System.currentTimeMillis() >= notBefore.getOrDefault(key, 0L)) {
                    Process started = start(container);
                    probes.put(
                            key,
                            new Probes(
                                    this,
                                    container,
                                    command -> sandbox.execute(specs.get(key), started, command),
                                    sandbox::port));
                    allReady = false;
                } else if (process == null) {
                    allReady = false;
                } else if (!process.isAlive()) {
                    int code = exit(process);
                    lastExitCode = code;
                    synchronized (processes) {
                        processes.remove(key);
                    }
                    if (spec.get("restartPolicy").text().equals("OnFailure") && code == 0) {
                        completed = true;
                        return;
                    }
                    allReady = false;
                    restarts.incrementAndGet();
                    long backOff = backOffs.getOrDefault(key, FIRST_BACK_OFF_MILLIS);
                    backOffs.put(key, Math.min(2 * backOff, LONGEST_BACK_OFF_MILLIS));
                    notBefore.put(key, System.currentTimeMillis() + backOff);
                    if (!deleted) {
                        note(key, "container ended with " + code);
                    }
                } else {
                    Probes.State state = probes.get(key).ask();
                    allReady &= state == Probes.State.READY;
                    if (state == Probes.State.DEAD) {
                        note(key, "killed after its liveness or startup probe failed for too long");
                        end(process);
                    }
                }
            }
            ready = allReady && !deleted && !held;
            Await.pause();
        }
        synchronized (processes) {
            processes.values().forEach(Pod::end);
        }
        for (Process process : List.copyOf(processes.values())) {
            exit(process);
        }
    }

    private Process start(Field container) throws IOException {
        ContainerSpec made = containerSpec(container);
        Process process = sandbox.start(
                made,
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()),
                ProcessBuilder.Redirect.appendTo(logFile(made.name()).toFile()));
        synchronized (processes) {
            specs.put(made.name(), made);
            processes.put(made.name(), process);
            if (deleted) {
                end(process);
            }
        }
        return process;
    }

    /** Also for a program of the tests that is to run as a container of this pod would. */
    ContainerSpec containerSpec(Field container) throws IOException {
        Image image = Image.of(container.get("image").text());
        Map<String, String> environment = new LinkedHashMap<>(image.environment());
        environment.put("HOSTNAME", hostname());
        Map<String, String> made = PodEnvironment.of(
                container,
                cluster.serviceVariables(
                        namespace, spec.get("enableServiceLinks").flag(true)),
                new Sources());
        environment.putAll(made);
        Field security = container.get("securityContext");
        Field podSecurity = spec.get("securityContext");
        return new ContainerSpec(
                container.get("name").text(),
                image,
                image.argv(
                        expanded(container.get("command").texts(), made),
                        expanded(container.get("args").texts(), made)),
                environment,
                mounts(container),
                security.get("runAsUser").number(podSecurity.get("runAsUser").number(0)),
                security.get("runAsGroup").number(podSecurity.get("runAsGroup").number(0)),
                security.get("readOnlyRootFilesystem").flag(false),
                container.get("workingDir").text(image.workingFolder()),
                bytes(container.get("resources", "limits", "memory").text("0")));
    }

    private static List<String> expanded(List<String> texts, Map<String, String> variables) {
        return texts.stream().map(text -> Expansion.expand(text, variables)).toList();
    }

    private static long bytes(String quantity) {
        long factor = 1;
        String number = quantity;
        String[] units = {"Ki", "Mi", "Gi"};
        for (int i = 0; i < units.length; i++) {
            if (quantity.endsWith(units[i])) {
                factor = 1L << (10 * (i + 1));
                number = quantity.substring(0, quantity.length() - 2);
            }
        }
        return Long.parseLong(number) * factor;
    }

    private List<ContainerSpec.Mount> mounts(Field container) throws IOException {
        List<ContainerSpec.Mount> mounts = new ArrayList<>();
        for (Field mount : container.get("volumeMounts").items()) {
            Path source = volume(mount.get("name").text());
            String subPath = mount.get("subPath").text();
            if (!subPath.isEmpty()) {
                source = source.resolve(subPath);
                if (!Files.exists(source)) {
                    Files.createDirectories(source);
                }
            }
            mounts.add(new ContainerSpec.Mount(
                    source, mount.get("mountPath").text(), mount.get("readOnly").flag(false)));
        }
        return mounts;
    }

    private Path volume(String volume) throws IOException {
        if (claimTemplates.contains(volume)) {
            return Files.createDirectories(cluster.claim(namespace, volume + "-" + name));
        }
        Path own = Files.createDirectories(folder.resolve("volumes").resolve(volume));
        for (Field candidate : spec.get("volumes").items()) {
            if (!candidate.get("name").text().equals(volume)) {
                continue;
            }
            if (candidate.get("emptyDir").present()) {
                return own;
            }
            if (candidate.get("persistentVolumeClaim").present()) {
                return Files.createDirectories(cluster.claim(
                        namespace,
                        candidate.get("persistentVolumeClaim", "claimName").text()));
            }
            boolean secret = candidate.get("secret").present();
            Field source = candidate.get(secret ? "secret" : "configMap");
            String sourceName = source.get(secret ? "secretName" : "name").text();
            Optional<Map<String, String>> data = cluster.data(secret ? "Secret" : "ConfigMap", namespace, sourceName);
            if (data.isEmpty() && !source.get("optional").flag(false)) {
                throw new IllegalStateException("no " + (secret ? "Secret " : "ConfigMap ") + sourceName);
            }
            Map<String, String> files = new LinkedHashMap<>();
            data.orElse(Map.of()).forEach((key, value) -> files.put(key, value));
            for (Field item : source.get("items").items()) {
                files.put(
                        item.get("path").text(),
                        data.orElse(Map.of()).get(item.get("key").text()));
            }
            if (source.get("items").present()) {
                files.keySet()
                        .retainAll(source.get("items").items().stream()
                                .map(item -> item.get("path").text())
                                .toList());
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(own.resolve(file.getKey()), file.getValue());
                if (source.get("defaultMode").number(0) == 0755) {
                    own.resolve(file.getKey()).toFile().setExecutable(true, false);
                }
            }
            return own;
        }
        throw new IllegalStateException("no volume " + volume);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits for its end. */
    static int exit(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void waitFor(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!deleted && System.nanoTime() < end) {
            Await.pause();
        }
    }

    /** Into the container's log, where the reader looks first. */
    private void note(String container, String text) {
        try {
            Files.writeString(
                    logFile(container),
                    "[kubelet] " + text + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Sources implements PodEnvironment.Sources {
        @Override
        public String podField(String path) {
            if (path.startsWith("metadata.labels['")) {
                return labels.getOrDefault(path.substring("metadata.labels['".length(), path.length() - 2), "");
            }
            if (path.startsWith("metadata.annotations['")) {
                return annotations.getOrDefault(
                        path.substring("metadata.annotations['".length(), path.length() - 2), "");
            }
            return switch (path) {
                case "metadata.name" -> name;
                case "metadata.namespace" -> namespace;
                case "metadata.uid" -> name + "-" + address;
                case "status.podIP", "status.podIPs" -> address;
                case "status.hostIP" -> "10.244.0.1";
                case "spec.nodeName" -> "node";
                default -> throw new IllegalStateException("no field " + path + " of a pod");
            };
        }

        @Override
        public Optional<Map<String, String>> data(String kind, String source) {
            return cluster.data(kind, namespace, source);
        }
    }
}
