package dev.statefulstack.resources;

import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Monitor;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Role;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ServiceMonitor of each monitor, as plain values: its kind belongs to the operator of Prometheus, not to
 * Kubernetes. Source: prometheus-operator, monitoring.coreos.com/v1.
 */
final class Monitors {
    private final ResourceFactory factory;
    private final Plan plan;

    Monitors(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    GenericKubernetesResource build(Monitor monitor) {
        ObjectMeta metadata = factory.metadata(monitor.name(), Role.ALL);
        metadata.getLabels().putAll(monitor.labels());
        Map<String, Object> spec = new LinkedHashMap<>();
        // Otherwise the job would be called like the Service, and another one for each group of members.
        spec.put("jobLabel", Labels.INSTANCE);
        spec.put("selector", selector());
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("port", monitor.port());
        spec.put("endpoints", new ArrayList<>(List.of(endpoint)));
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion("monitoring.coreos.com/v1");
        resource.setKind("ServiceMonitor");
        resource.setMetadata(metadata);
        resource.setAdditionalProperty("spec", spec);
        return resource;
    }

    /** Each member stands behind one Service that is labelled so; through others it would be counted twice. */
    private Map<String, Object> selector() {
        Map<String, Object> labels = new LinkedHashMap<>(plan.labels().selector(Role.ALL));
        labels.put(Labels.SCRAPE, "true");
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("matchLabels", labels);
        return selector;
    }
}
