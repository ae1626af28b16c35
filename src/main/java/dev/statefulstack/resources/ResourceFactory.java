package dev.statefulstack.resources;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.ConfigData;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Monitor;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Task;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Turns a plan into Kubernetes objects, in the order in which a reader wants them: what pods read, then names, then what
 * runs, then what guards it.
 *
 * <p>Objects are made with constructors and setters: fabric8's nested builders cost about a hundred times as much, and
 * this is the path that every run takes.
 */
public final class ResourceFactory {
    private final Plan plan;

    private ResourceFactory(Plan plan) {
        this.plan = plan;
    }

    /** Fresh objects, which the caller may change. */
    public static List<HasMetadata> build(Plan plan) {
        return new ResourceFactory(plan).build();
    }

    private List<HasMetadata> build() {
        List<HasMetadata> resources = new ArrayList<>();
        for (ConfigData config : plan.parts().configs()) {
            resources.add(configMap(config));
        }
        Services services = new Services(this, plan);
        for (Access access : plan.parts().accesses()) {
            resources.add(services.build(access));
        }
        Workloads workloads = new Workloads(this, plan);
        for (Group group : plan.groups()) {
            resources.add(workloads.build(group));
        }
        Jobs jobs = new Jobs(this, plan);
        for (Task task : plan.parts().tasks()) {
            resources.add(jobs.build(task));
        }
        Guards guards = new Guards(this, plan);
        for (Guard guard : plan.parts().guards()) {
            guards.addTo(resources, guard);
        }
        for (Monitor monitor : plan.parts().monitors()) {
            resources.add(new Monitors(this, plan).build(monitor));
        }
        return resources;
    }

    private ConfigMap configMap(ConfigData config) {
        ConfigMap map = new ConfigMap();
        map.setMetadata(metadata(config.name(), Role.ALL));
        map.setData(new LinkedHashMap<>(config.data()));
        return map;
    }

    ObjectMeta metadata(String name, Role role) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(plan.site().namespace());
        metadata.setLabels(new LinkedHashMap<>(plan.labels().all(role)));
        metadata.setAnnotations(new LinkedHashMap<>(plan.labels().annotations()));
        return metadata;
    }

    LabelSelector selector(Role role) {
        return new LabelSelector(
                new ArrayList<>(), new LinkedHashMap<>(plan.labels().selector(role)));
    }
}
