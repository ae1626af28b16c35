package dev.statefulstack.resources;

import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Task;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.LinkedHashMap;

/**
 * The Job of each task. It stays when it has ended: removed, it would run again each time the manifests are applied.
 */
final class Jobs {
    /** Pauses double up to five minutes, so this waits for more than an hour: longer than members take to start. */
    private static final int RETRIES = 20;

    private final ResourceFactory factory;
    private final Plan plan;
    private final Pods pods;

    Jobs(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
        this.pods = new Pods(factory, plan);
    }

    Job build(Task task) {
        ObjectMeta podMetadata = new ObjectMeta();
        podMetadata.setLabels(new LinkedHashMap<>(plan.labels().selector(task)));
        PodTemplateSpec template = new PodTemplateSpec();
        template.setMetadata(podMetadata);
        template.setSpec(pods.spec(task));
        JobSpec spec = new JobSpec();
        spec.setBackoffLimit(RETRIES);
        spec.setTemplate(template);
        Job job = new Job();
        job.setMetadata(factory.metadata(Task.name(plan.labels().stack(), task.purpose()), Role.ALL));
        job.setSpec(spec);
        return job;
    }
}
