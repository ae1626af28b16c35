package dev.statefulstack.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The names of a cluster as they are now, in a file for each pod, because there is no DNS where all pods share one
 * network. Java reads it by a property; other programs by Samba's nss_wrapper where that is installed. There are neither
 * SRV records nor a search list.
 */
final class HostsFile implements Machine.Names {
    private static final String LIBRARY = "libnss_wrapper.so";

    private final Cluster cluster;

    /** Each pod's file, with the line for the pod itself that the kubelet writes. */
    private final Map<Path, String> own = new TreeMap<>();

    private String names = "";
    private volatile boolean closed;

    HostsFile(Cluster cluster) {
        this.cluster = cluster;
        Thread thread = new Thread(this::follow, "hosts files");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether names can be told to programs that are not in Java. */
    static boolean isForAllPrograms() {
        try {
            Path probe = Files.createTempFile("hosts", "");
            Files.writeString(probe, "127.10.9.8 probe.statefulstack.test\n");
            Process process = new ProcessBuilder(
                            "env",
                            "LD_PRELOAD=" + LIBRARY,
                            "NSS_WRAPPER_HOSTS=" + probe,
                            "getent",
                            "ahostsv4",
                            "probe.statefulstack.test")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Files.delete(probe);
            return process.waitFor(1, TimeUnit.MINUTES) && answer.contains("127.10.9.8");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Variables by which a container reads a file. */
    Map<String, String> variables(ContainerSpec spec, Path hosts, String javaOption) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (spec.image().hasJava()) {
            variables.put(
                    "JAVA_TOOL_OPTIONS", JavaOptions.of(spec) + " -Djdk.net.hosts.file=" + hosts + " " + javaOption);
        } else {
            variables.put("LD_PRELOAD", LIBRARY);
            variables.put("NSS_WRAPPER_HOSTS", hosts.toString());
            // Go has a resolver of its own, and takes the system's only when told.
            variables.put("GODEBUG", "netdns=cgo");
        }
        return variables;
    }

    synchronized void keep(Path hosts, Pod pod) throws IOException {
        String subdomain = pod.subdomain().isEmpty()
                ? ""
                : pod.hostname() + "." + pod.subdomain() + "." + pod.namespace() + ".svc." + Cluster.DOMAIN + " ";
        own.put(hosts, pod.address() + " " + subdomain + pod.hostname() + "\n");
        write(hosts);
    }

    synchronized void forget(Path hosts) {
        own.remove(hosts);
    }

    private void follow() {
        while (!closed) {
            try {
                update(now());
            } catch (IOException | RuntimeException e) {
                // A manifest is just being applied: the next look sees it whole.
            }
            Await.pause();
        }
    }

    private String now() {
        StringBuilder now = new StringBuilder();
        for (Field service : cluster.services()) {
            String zone = Manifests.name(service) + "." + Manifests.namespace(service) + ".svc." + Cluster.DOMAIN;
            if (service.get("spec", "clusterIP").text().equals("None")) {
                for (Pod pod : cluster.endpoints(service)) {
                    now.append(pod.address()).append(' ').append(zone).append('\n');
                    if (pod.subdomain().equals(Manifests.name(service))) {
                        now.append(pod.address() + " " + pod.hostname() + "." + zone + "\n");
                    }
                }
            } else {
                now.append(cluster.serviceAddress(service) + " " + zone + "\n");
            }
        }
        return now.toString();
    }

    private synchronized void update(String now) throws IOException {
        if (!now.equals(names)) {
            names = now;
            for (Path hosts : own.keySet()) {
                write(hosts);
            }
        }
    }

    private void write(Path hosts) throws IOException {
        StringBuilder lines = new StringBuilder(
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
        String ownLine = own.get(hosts);
        lines.append(ownLine);
        for (String line : names.lines().toList()) {
            // A name that the pod knows by itself is not asked for elsewhere.
            if (!ownLine.contains(line.substring(line.indexOf(' ')) + " ")) {
                lines.append(line).append('\n');
            }
        }
        Path next = hosts.resolveSibling("hosts.next");
        Files.writeString(next, lines);
        Files.move(next, hosts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
