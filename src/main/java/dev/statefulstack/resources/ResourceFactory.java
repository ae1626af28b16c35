package dev.statefulstack.resources;

import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Labels;
import dev.statefulstack.plan.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a plan into Kubernetes objects, in the order in which a reader wants them: names first, then what runs, then
 * what guards it.
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
        Services services = new Services(this, plan);
        for (Group group : plan.groups()) {
            resources.add(services.headless(group));
        }
        List<Group> clientGroups = plan.clientGroups();
        if (!clientGroups.isEmpty()) {
            resources.add(services.client(clientGroups));
        }
        StatefulSets sets = new StatefulSets(this, plan);
        for (Group group : plan.groups()) {
            resources.add(sets.build(group));
        }
        Guards guards = new Guards(this, plan);
        for (Group group : plan.groups()) {
            guards.addTo(resources, group);
        }
        return resources;
    }

    ObjectMeta metadata(String name, @Nullable String component) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(plan.site().namespace());
        metadata.setLabels(new LinkedHashMap<>(plan.labels().all(component)));
        metadata.setAnnotations(new LinkedHashMap<>(plan.labels().annotations()));
        return metadata;
    }

    /** Selects the pods of one group, or of the whole stack where {@code component} is null. */
    LabelSelector selector(@Nullable String component) {
        Labels labels = plan.labels();
        return new LabelSelector(new ArrayList<>(), new LinkedHashMap<>(labels.selector(component)));
    }
}
