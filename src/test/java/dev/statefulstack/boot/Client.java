package dev.statefulstack.boot;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program of {@code src/boot/clients} in a pod of its own: a line in, a line out. */
final class Client implements AutoCloseable {
    private final Machine.Sandbox sandbox;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private final Pod pod;

    private Client(Pod pod, Machine.Sandbox sandbox, Process process) {
        this.pod = pod;
        this.sandbox = sandbox;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static Client start(
            Cluster cluster, String namespace, Map<String, String> labels, Path folder, List<String> arguments)
            throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "client");
        container.put("image", "boot/client:1");
        container.put(
                "args",
                java.util.stream.Stream.concat(java.util.stream.Stream.of("client"), arguments.stream())
                        .toList());
        container.put("resources", Map.of("limits", Map.of("memory", "384Mi")));
        Field template = new Field(Map.of("spec", Map.of("containers", List.of(container))));
        Pod pod = new Pod(cluster, namespace, "client", labels, template, "", List.of(), folder);
        Machine.Sandbox sandbox = cluster.machine().sandbox(pod, folder);
        Process process = sandbox.start(
                pod.containerSpec(new Field(container)), ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.PIPE);
        return new Client(pod, sandbox, process);
    }

    Pod pod() {
        return pod;
    }

    List<String> connections() {
        return sandbox.connections();
    }

    /**
     * The answer to a command.
     *
     * @throws AssertionError with the client's message where it could not be done
     */
    synchronized String ask(String... words) {
        String line = List.of(words).stream().collect(Collectors.joining("\t"));
        try {
            in.write(line);
            in.newLine();
            in.flush();
            String answer = out.readLine();
            if (answer == null || !answer.startsWith("ok ")) {
                throw new AssertionError(line.replace('\t', ' ') + ": " + answer);
            }
            return answer.substring(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Pod.exit(process);
        sandbox.close();
    }
}
