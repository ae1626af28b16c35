package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every pod and Service of manifests with an address, and nothing runs: all pods count as ready. */
final class StillCluster implements DnsZone.Cluster, Pod.Cluster, Machine {
    private final Manifests manifests;
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();
    private int addresses;

    StillCluster(Manifests manifests) {
        this.manifests = manifests;
        for (Field service : services()) {
            services.put(Manifests.name(service), "10.96.0." + (services.size() + 20));
        }
        for (Field set : manifests.all("StatefulSet")) {
            int first = set.get("spec", "ordinals", "start").number(0);
            for (int i = first; i < first + set.get("spec", "replicas").number(1); i++) {
                String name = Manifests.name(set) + "-" + i;
                Map<String, String> own =
                        Map.of("apps.kubernetes.io/pod-index", "" + i, "statefulset.kubernetes.io/pod-name", name);
                add(name, set, own);
            }
        }
        for (Field deployment : manifests.all("Deployment")) {
            for (int i = 0; i < deployment.get("spec", "replicas").number(1); i++) {
                add(Manifests.name(deployment) + "-5d9c7b8f4-" + "bcdfg".charAt(i % 5) + "x" + i, deployment, Map.of());
            }
        }
    }

    private void add(String name, Field workload, Map<String, String> own) {
        Field template = workload.get("spec", "template");
        Map<String, String> labels = template.get("metadata", "labels").textEntries();
        labels.putAll(own);
        pods.put(
                name,
                new Pod(
                        this,
                        Manifests.namespace(workload),
                        name,
                        labels,
                        template,
                        workload.get("spec", "serviceName").text(),
                        List.of(),
                        Path.of("target")));
    }

    List<Pod> pods() {
        return new ArrayList<>(pods.values());
    }

    Pod pod(String name) {
        return Optional.ofNullable(pods.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    @Override
    public List<Field> services() {
        return manifests.all("Service");
    }

    @Override
    public String serviceAddress(Field service) {
        return serviceAddress(Manifests.name(service));
    }

    String serviceAddress(String service) {
        return services.get(service);
    }

    @Override
    public List<Pod> endpoints(Field service) {
        return pods.values().stream().filter(pod -> pod.isSelectedBy(service)).toList();
    }

    @Override
    public Machine machine() {
        return this;
    }

    @Override
    public String podAddress() {
        addresses++;
        return "10.244." + addresses / 200 + "." + (addresses % 200 + 1);
    }

    @Override
    public String description() {
        return "nothing runs";
    }

    @Override
    public String serviceAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Names names(DnsZone zone, Cluster cluster) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sandbox sandbox(Pod pod, Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> serviceVariables(String namespace, boolean all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Map<String, String>> data(String kind, String namespace, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path claim(String namespace, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path logs() {
        throw new UnsupportedOperationException();
    }
}
