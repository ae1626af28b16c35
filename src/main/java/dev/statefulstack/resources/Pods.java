package dev.statefulstack.resources;

import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Placement;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pod of a group's members, within the {@code restricted} Pod Security Standard. */
final class Pods {
    private final ResourceFactory factory;
    private final Plan plan;

    Pods(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    PodSpec spec(Group group) {
        PodSpec pod = new PodSpec();
        pod.setTerminationGracePeriodSeconds((long) group.lifecycle().grace());
        pod.setAutomountServiceAccountToken(false);
        // A client Service injects variables such as KAFKA_PORT=tcp://..., which images take for configuration.
        pod.setEnableServiceLinks(false);
        pod.setSecurityContext(security(group.container().user()));
        place(pod, plan.placement());
        pod.setTopologySpreadConstraints(spread(group));
        pod.setContainers(new ArrayList<>(List.of(container(group))));
        pod.setVolumes(volumes(group.storage()));
        return pod;
    }

    private static PodSecurityContext security(long user) {
        PodSecurityContext security = new PodSecurityContext();
        security.setRunAsNonRoot(true);
        security.setRunAsUser(user);
        security.setRunAsGroup(user);
        security.setFsGroup(user);
        // The default walks every file of the volume at each start.
        security.setFsGroupChangePolicy("OnRootMismatch");
        SeccompProfile seccomp = new SeccompProfile();
        seccomp.setType("RuntimeDefault");
        security.setSeccompProfile(seccomp);
        return security;
    }

    private static void place(PodSpec pod, Placement placement) {
        if (placement.serviceAccount() != null) {
            pod.setServiceAccountName(placement.serviceAccount());
        }
        if (placement.priorityClass() != null) {
            pod.setPriorityClassName(placement.priorityClass());
        }
        pod.setNodeSelector(new LinkedHashMap<>(placement.nodeSelector()));
        List<LocalObjectReference> secrets = new ArrayList<>();
        for (String secret : placement.pullSecrets()) {
            secrets.add(new LocalObjectReference(secret));
        }
        pod.setImagePullSecrets(secrets);
        List<io.fabric8.kubernetes.api.model.Toleration> tolerations = new ArrayList<>();
        for (Toleration toleration : placement.tolerations()) {
            tolerations.add(toleration(toleration));
        }
        pod.setTolerations(tolerations);
    }

    private static io.fabric8.kubernetes.api.model.Toleration toleration(Toleration wanted) {
        io.fabric8.kubernetes.api.model.Toleration toleration = new io.fabric8.kubernetes.api.model.Toleration();
        toleration.setKey(wanted.key());
        toleration.setOperator(wanted.value() == null ? "Exists" : "Equal");
        toleration.setValue(wanted.value());
        toleration.setEffect(wanted.effect().toString());
        return toleration;
    }

    /** Members on different nodes where there is room, and over zones as the user wants it. */
    private List<TopologySpreadConstraint> spread(Group group) {
        List<TopologySpreadConstraint> constraints = new ArrayList<>();
        if (group.identity().replicas() > 1) {
            boolean required = plan.placement().zones() == Placement.ZoneSpread.REQUIRED;
            constraints.add(spread(group, "topology.kubernetes.io/zone", required));
            constraints.add(spread(group, "kubernetes.io/hostname", false));
        }
        return constraints;
    }

    private TopologySpreadConstraint spread(Group group, String topology, boolean required) {
        TopologySpreadConstraint constraint = new TopologySpreadConstraint();
        constraint.setTopologyKey(topology);
        constraint.setMaxSkew(1);
        constraint.setWhenUnsatisfiable(required ? "DoNotSchedule" : "ScheduleAnyway");
        constraint.setLabelSelector(factory.selector(group.identity().component()));
        return constraint;
    }

    private io.fabric8.kubernetes.api.model.Container container(Group group) {
        Container wanted = group.container();
        io.fabric8.kubernetes.api.model.Container container = new io.fabric8.kubernetes.api.model.Container();
        container.setName(wanted.name());
        container.setImage(wanted.image());
        container.setCommand(new ArrayList<>(wanted.command()));
        container.setPorts(ports(group.ports()));
        container.setEnv(env(wanted.env()));
        container.setResources(resources(wanted.resources()));
        container.setVolumeMounts(mounts(group.storage()));
        container.setStartupProbe(probe(group.lifecycle().startup()));
        container.setReadinessProbe(probe(group.lifecycle().readiness()));
        container.setLivenessProbe(probe(group.lifecycle().liveness()));
        container.setSecurityContext(restricted());
        return container;
    }

    private static List<ContainerPort> ports(List<Port> ports) {
        List<ContainerPort> containerPorts = new ArrayList<>();
        for (Port port : ports) {
            ContainerPort containerPort = new ContainerPort();
            containerPort.setName(port.name());
            containerPort.setContainerPort(port.number());
            containerPort.setProtocol("TCP");
            containerPorts.add(containerPort);
        }
        return containerPorts;
    }

    private static List<EnvVar> env(List<Env> env) {
        List<EnvVar> vars = new ArrayList<>(env.size());
        for (Env wanted : env) {
            EnvVar var = new EnvVar();
            var.setName(wanted.name());
            if (wanted.source() instanceof Env.Text text) {
                var.setValue(text.text());
            } else {
                var.setValueFrom(source(wanted.source()));
            }
            vars.add(var);
        }
        return vars;
    }

    private static EnvVarSource source(Env.Source wanted) {
        EnvVarSource source = new EnvVarSource();
        if (wanted instanceof Env.Self self) {
            source.setFieldRef(new ObjectFieldSelector(null, field(self)));
        } else if (wanted instanceof Env.SecretKey secret) {
            source.setSecretKeyRef(new SecretKeySelector(secret.key(), secret.secret(), null));
        } else if (wanted instanceof Env.ConfigKey config) {
            source.setConfigMapKeyRef(new ConfigMapKeySelector(config.key(), config.configMap(), null));
        }
        return source;
    }

    private static String field(Env.Self self) {
        return switch (self) {
            case NAME -> "metadata.name";
            case ORDINAL -> "metadata.labels['apps.kubernetes.io/pod-index']";
        };
    }

    private static ResourceRequirements resources(Resources wanted) {
        Map<String, Quantity> requests = new LinkedHashMap<>();
        requests.put("cpu", new Quantity(wanted.cpu()));
        requests.put("memory", new Quantity(wanted.memory()));
        Map<String, Quantity> limits = new LinkedHashMap<>();
        if (wanted.cpuLimit() != null) {
            limits.put("cpu", new Quantity(wanted.cpuLimit()));
        }
        limits.put("memory", new Quantity(wanted.memory()));
        ResourceRequirements resources = new ResourceRequirements();
        resources.setRequests(requests);
        resources.setLimits(limits);
        return resources;
    }

    private static List<VolumeMount> mounts(Storage storage) {
        List<VolumeMount> mounts = new ArrayList<>();
        for (Storage.Claim claim : storage.claims()) {
            mounts.add(mount(claim.name(), claim.mountPath()));
        }
        for (Storage.Scratch scratch : storage.scratch()) {
            mounts.add(mount(scratch.name(), scratch.mountPath()));
        }
        return mounts;
    }

    private static VolumeMount mount(String name, String path) {
        VolumeMount mount = new VolumeMount();
        mount.setName(name);
        mount.setMountPath(path);
        return mount;
    }

    private static List<Volume> volumes(Storage storage) {
        List<Volume> volumes = new ArrayList<>();
        for (Storage.Scratch scratch : storage.scratch()) {
            Volume volume = new Volume();
            volume.setName(scratch.name());
            EmptyDirVolumeSource emptyDir = new EmptyDirVolumeSource();
            emptyDir.setSizeLimit(new Quantity(scratch.sizeLimit()));
            volume.setEmptyDir(emptyDir);
            volumes.add(volume);
        }
        return volumes;
    }

    private static io.fabric8.kubernetes.api.model.Probe probe(Probe wanted) {
        io.fabric8.kubernetes.api.model.Probe probe = new io.fabric8.kubernetes.api.model.Probe();
        probe.setTcpSocket(new TCPSocketAction(null, new IntOrString(wanted.port())));
        probe.setPeriodSeconds(wanted.period());
        probe.setTimeoutSeconds(wanted.timeout());
        probe.setFailureThreshold(wanted.failures());
        return probe;
    }

    private static SecurityContext restricted() {
        SecurityContext security = new SecurityContext();
        security.setAllowPrivilegeEscalation(false);
        security.setReadOnlyRootFilesystem(true);
        Capabilities capabilities = new Capabilities();
        capabilities.setDrop(new ArrayList<>(List.of("ALL")));
        security.setCapabilities(capabilities);
        return security;
    }
}
