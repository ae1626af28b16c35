package dev.statefulstack.deployment;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Guard;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.stack.ProcessPlanner;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes the plan of a headless Deployment. */
final class DeploymentPlanner {
    /** Seconds from a pod's deletion until no client finds its address: 5 for the controller, 30 in DNS, some to spare. */
    static final int DRAIN = 40;

    /** Seconds to stop: the drain, ten for calls that are under way, ten to spare. */
    static final int GRACE = 60;

    /** Seconds between two replaced pods: a client that has just asked DNS may not ask again for 30. */
    private static final int MIN_READY = 30;

    private DeploymentPlanner() {}

    /** The ports that clients reach. */
    static List<Port> open(Settings settings) {
        return Port.withRole(new ProcessPlanner(settings).ports(), Port.Role.CLIENT);
    }

    static Plan plan(Settings settings) {
        ProcessPlanner process = new ProcessPlanner(settings);
        Identity identity = process.identity();
        List<Port> open = Port.withRole(process.ports(), Port.Role.CLIENT);
        Group pods = new Group(
                Group.Kind.STATELESS,
                identity,
                process.ports(),
                process.container(),
                process.storage(List.of()),
                lifecycle(settings, process, open.get(0)),
                null);
        List<Port> each = new ArrayList<>(open);
        each.addAll(Port.withRole(process.ports(), Port.Role.METRICS));
        List<Access> accesses = new ArrayList<>();
        accesses.add(new Access(identity.headless(), Access.Kind.BACKENDS, identity.role(), each));
        if (settings.options().get(DeploymentOptions.CLIENT_SERVICE)) {
            accesses.add(new Access(settings.name(), Access.Kind.CLIENTS, identity.role(), open));
        }
        Guard guard = new Guard(settings.name(), identity.role(), process.ports(), 1);
        return process.withFiles(settings.plan(
                settings.name(),
                process.version(),
                new Plan.Parts(List.of(pods), accesses, List.of(guard), List.of())));
    }

    /** Readiness is what DNS publishes, so it asks the server itself; the first answer may take some minutes. */
    private static Lifecycle lifecycle(Settings settings, ProcessPlanner process, Port port) {
        Probe serves = port.isGrpc() ? Probe.grpc(port.name()) : Probe.tcp(port.name());
        Probe readiness = Objects.requireNonNull(process.readiness(serves.every(5)));
        return new Lifecycle(
                Lifecycle.Start.PARALLEL,
                process.probes(readiness.failures(30), readiness),
                new Lifecycle.Stop(process.grace(GRACE), hook(settings)),
                MIN_READY);
    }

    private static Lifecycle.@Nullable Hook hook(Settings settings) {
        int seconds = settings.options().get(DeploymentOptions.DRAIN);
        if (seconds == 0) {
            return null;
        }
        return settings.site().kubernetes().isAtLeast(KubernetesVersion.SLEEP_ACTION)
                ? new Lifecycle.Wait(seconds)
                : new Lifecycle.Run(List.of("sleep", Integer.toString(seconds)));
    }
}
