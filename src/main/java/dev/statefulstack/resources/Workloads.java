package dev.statefulstack.resources;

import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Storage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The StatefulSet or Deployment of each group. Defaults that matter are written out, so that a reader sees them. */
final class Workloads {
    private final ResourceFactory factory;
    private final Plan plan;
    private final Pods pods;

    Workloads(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
        this.pods = new Pods(factory, plan);
    }

    HasMetadata build(Group group) {
        return group.kind() == Group.Kind.STATEFUL ? statefulSet(group) : deployment(group);
    }

    private StatefulSet statefulSet(Group group) {
        Identity identity = group.identity();
        Lifecycle lifecycle = group.lifecycle();
        StatefulSetSpec spec = new StatefulSetSpec();
        spec.setReplicas(identity.replicas());
        spec.setSelector(factory.selector(identity.role()));
        spec.setServiceName(identity.headless());
        if (identity.firstOrdinal() > 0) {
            spec.setOrdinals(new StatefulSetOrdinals(identity.firstOrdinal()));
        }
        spec.setPodManagementPolicy(lifecycle.start() == Lifecycle.Start.PARALLEL ? "Parallel" : "OrderedReady");
        spec.setMinReadySeconds(lifecycle.minReady());
        spec.setUpdateStrategy(rollingUpdate());
        spec.setPersistentVolumeClaimRetentionPolicy(
                new StatefulSetPersistentVolumeClaimRetentionPolicy("Retain", "Retain"));
        spec.setTemplate(template(group));
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        for (Storage.Claim claim : group.storage().claims()) {
            claims.add(claim(claim));
        }
        spec.setVolumeClaimTemplates(claims);

        StatefulSet set = new StatefulSet();
        set.setMetadata(factory.metadata(identity.group(), identity.role()));
        set.setSpec(spec);
        return set;
    }

    private Deployment deployment(Group group) {
        Identity identity = group.identity();
        DeploymentSpec spec = new DeploymentSpec();
        spec.setReplicas(identity.replicas());
        spec.setSelector(factory.selector(identity.role()));
        spec.setMinReadySeconds(group.lifecycle().minReady());
        // As many addresses stay in DNS as there are replicas.
        spec.setStrategy(new DeploymentStrategy(
                new RollingUpdateDeployment(new IntOrString("25%"), new IntOrString(0)), "RollingUpdate"));
        spec.setTemplate(template(group));

        Deployment deployment = new Deployment();
        deployment.setMetadata(factory.metadata(identity.group(), identity.role()));
        deployment.setSpec(spec);
        return deployment;
    }

    private PodTemplateSpec template(Group group) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setLabels(
                new LinkedHashMap<>(plan.labels().all(group.identity().role())));
        metadata.setAnnotations(new LinkedHashMap<>(plan.labels().podAnnotations()));
        PodTemplateSpec template = new PodTemplateSpec();
        template.setMetadata(metadata);
        template.setSpec(pods.spec(group));
        return template;
    }

    private static StatefulSetUpdateStrategy rollingUpdate() {
        RollingUpdateStatefulSetStrategy all = new RollingUpdateStatefulSetStrategy();
        all.setPartition(0);
        return new StatefulSetUpdateStrategy(all, "RollingUpdate");
    }

    /** Without the stack's labels: they may change with a release, and a claim template may not. */
    private static PersistentVolumeClaim claim(Storage.Claim claim) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(claim.name());
        PersistentVolumeClaimSpec spec = new PersistentVolumeClaimSpec();
        spec.setAccessModes(new ArrayList<>(List.of("ReadWriteOnce")));
        if (claim.storageClass() != null) {
            spec.setStorageClassName(claim.storageClass());
        }
        VolumeResourceRequirements resources = new VolumeResourceRequirements();
        Map<String, Quantity> requests = new LinkedHashMap<>();
        requests.put("storage", new Quantity(claim.size()));
        resources.setRequests(requests);
        spec.setResources(resources);
        PersistentVolumeClaim template = new PersistentVolumeClaim();
        template.setMetadata(metadata);
        template.setSpec(spec);
        return template;
    }
}
