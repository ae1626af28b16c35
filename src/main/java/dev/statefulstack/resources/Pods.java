package dev.statefulstack.resources;

import dev.statefulstack.plan.Container;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Placement;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Role;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Task;
import dev.statefulstack.plan.Toleration;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SleepAction;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods of groups and tasks, within the {@code restricted} Pod Security Standard. */
final class Pods {
    private static final String ZONE = "topology.kubernetes.io/zone";

    /** Where a directory is mounted while it is filled. */
    private static final String SEED = "/copy";

    private final ResourceFactory factory;
    private final Plan plan;

    Pods(ResourceFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    PodSpec spec(Group group) {
        PodSpec pod = spec(group.container(), group.storage(), group.zone());
        pod.setTerminationGracePeriodSeconds((long) group.lifecycle().stop().grace());
        pod.setTopologySpreadConstraints(spread(group));
        pod.setInitContainers(copies(group));
        pod.setContainers(new ArrayList<>(List.of(container(group))));
        return pod;
    }

    /** The pod of a task: on the same nodes, and again until it has succeeded. */
    PodSpec spec(Task task) {
        PodSpec pod = spec(task.container(), task.storage(), null);
        pod.setRestartPolicy("OnFailure");
        pod.setContainers(new ArrayList<>(List.of(container(task.container(), task.storage()))));
        return pod;
    }

    private PodSpec spec(Container container, Storage storage, @Nullable String zone) {
        PodSpec pod = new PodSpec();
        pod.setAutomountServiceAccountToken(false);
        // A client Service injects variables such as KAFKA_PORT=tcp://..., which images take for configuration.
        pod.setEnableServiceLinks(false);
        pod.setSecurityContext(security(container.security().user()));
        place(pod, zone);
        pod.setVolumes(Volumes.of(storage));
        return pod;
    }

    private static PodSecurityContext security(@Nullable Long user) {
        PodSecurityContext security = new PodSecurityContext();
        security.setRunAsNonRoot(true);
        if (user != null) {
            security.setRunAsUser(user);
            security.setRunAsGroup(user);
            security.setFsGroup(user);
            // The default walks every file of the volume at each start.
            security.setFsGroupChangePolicy("OnRootMismatch");
        }
        SeccompProfile seccomp = new SeccompProfile();
        seccomp.setType("RuntimeDefault");
        security.setSeccompProfile(seccomp);
        return security;
    }

    private void place(PodSpec pod, @Nullable String zone) {
        Placement placement = plan.placement();
        if (placement.serviceAccount() != null) {
            pod.setServiceAccountName(placement.serviceAccount());
        }
        if (placement.priorityClass() != null) {
            pod.setPriorityClassName(placement.priorityClass());
        }
        Map<String, String> nodes = new LinkedHashMap<>(placement.nodeSelector());
        if (zone != null) {
            nodes.put(ZONE, zone);
        }
        pod.setNodeSelector(nodes);
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
        Role role = together(group);
        if (plan.members(role) > 1) {
            boolean required = plan.placement().zones() == Placement.ZoneSpread.REQUIRED;
            if (group.zone() == null) {
                constraints.add(spread(role, ZONE, required));
            }
            constraints.add(spread(role, "kubernetes.io/hostname", false));
        }
        return constraints;
    }

    /** The members that should not fail together: those under one guard, of which the group may be a part only. */
    private Role together(Group group) {
        for (Guard guard : plan.parts().guards()) {
            if (guard.role().covers(group.identity().role())) {
                return guard.role();
            }
        }
        return group.identity().role();
    }

    private TopologySpreadConstraint spread(Role role, String topology, boolean required) {
        TopologySpreadConstraint constraint = new TopologySpreadConstraint();
        constraint.setTopologyKey(topology);
        constraint.setMaxSkew(1);
        constraint.setWhenUnsatisfiable(required ? "DoNotSchedule" : "ScheduleAnyway");
        constraint.setLabelSelector(factory.selector(role));
        return constraint;
    }

    private io.fabric8.kubernetes.api.model.Container container(Group group) {
        io.fabric8.kubernetes.api.model.Container container = container(group.container(), group.storage());
        container.setPorts(ports(group.ports()));
        Lifecycle.Probes probes = group.lifecycle().probes();
        container.setStartupProbe(Probes.of(probes.startup(), group.ports()));
        container.setReadinessProbe(Probes.of(probes.readiness(), group.ports()));
        container.setLivenessProbe(Probes.of(probes.liveness(), group.ports()));
        container.setLifecycle(lifecycle(group.lifecycle().stop().hook()));
        return container;
    }

    private static io.fabric8.kubernetes.api.model.Container container(Container wanted, Storage storage) {
        io.fabric8.kubernetes.api.model.Container container = new io.fabric8.kubernetes.api.model.Container();
        container.setName(wanted.name());
        container.setImage(wanted.image());
        container.setCommand(new ArrayList<>(wanted.command().program()));
        container.setArgs(new ArrayList<>(wanted.command().arguments()));
        container.setEnv(env(wanted.env()));
        container.setResources(resources(wanted.resources()));
        container.setVolumeMounts(Volumes.mounts(storage));
        container.setSecurityContext(restricted(wanted.security().readOnly()));
        return container;
    }

    /** One container for each directory that begins with what an image has: the member's own, or another. */
    private static List<io.fabric8.kubernetes.api.model.Container> copies(Group group) {
        List<io.fabric8.kubernetes.api.model.Container> copies = new ArrayList<>();
        for (Storage.Scratch scratch : group.storage().scratch()) {
            if (scratch.seeded()) {
                // Not -a: the volume's own directory belongs to root, so nobody else may set its mode and times.
                copies.add(copy(
                        group, scratch.name(), group.container().image(), List.of("-Rf", scratch.mountPath() + "/.")));
            }
        }
        for (Storage.Copy copy : group.storage().copies()) {
            // Not -R: what a symbolic link leads to is wanted.
            copies.add(copy(group, copy.name(), copy.image(), List.of("-f", copy.file())));
        }
        return copies;
    }

    /** With -f: a second run meets the files of the first, which may be read-only. */
    private static io.fabric8.kubernetes.api.model.Container copy(
            Group group, String volume, String image, List<String> what) {
        io.fabric8.kubernetes.api.model.Container copy = new io.fabric8.kubernetes.api.model.Container();
        copy.setName("copy-" + volume);
        copy.setImage(image);
        List<String> command = new ArrayList<>(List.of("cp"));
        command.addAll(what);
        command.add(SEED);
        copy.setCommand(command);
        copy.setResources(resources(group.container().resources()));
        copy.setVolumeMounts(new ArrayList<>(List.of(Volumes.mount(volume, SEED))));
        copy.setSecurityContext(restricted(true));
        return copy;
    }

    private static io.fabric8.kubernetes.api.model.@Nullable Lifecycle lifecycle(Lifecycle.@Nullable Hook hook) {
        if (hook == null) {
            return null;
        }
        LifecycleHandler handler = new LifecycleHandler();
        if (hook instanceof Lifecycle.Run run) {
            handler.setExec(new ExecAction(new ArrayList<>(run.command())));
        } else if (hook instanceof Lifecycle.Wait wait) {
            SleepAction sleep = new SleepAction();
            sleep.setSeconds((long) wait.seconds());
            handler.setSleep(sleep);
        }
        io.fabric8.kubernetes.api.model.Lifecycle lifecycle = new io.fabric8.kubernetes.api.model.Lifecycle();
        lifecycle.setPreStop(handler);
        return lifecycle;
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
            source.setConfigMapKeyRef(
                    new ConfigMapKeySelector(config.key(), config.configMap(), config.optional() ? true : null));
        } else {
            throw new IllegalStateException(wanted + " has not become text");
        }
        return source;
    }

    private static String field(Env.Self self) {
        return switch (self) {
            case NAME -> "metadata.name";
            case ORDINAL -> "metadata.labels['apps.kubernetes.io/pod-index']";
            case ADDRESS -> "status.podIP";
            case ZONE -> "metadata.labels['" + ZONE + "']";
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

    private static SecurityContext restricted(boolean readOnly) {
        SecurityContext security = new SecurityContext();
        security.setAllowPrivilegeEscalation(false);
        if (readOnly) {
            security.setReadOnlyRootFilesystem(true);
        }
        Capabilities capabilities = new Capabilities();
        capabilities.setDrop(new ArrayList<>(List.of("ALL")));
        security.setCapabilities(capabilities);
        return security;
    }
}
