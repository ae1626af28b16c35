package dev.statefulstack.deployment;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.stack.CheckReturnValue;
import dev.statefulstack.stack.InvalidStackException;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.ProcessBase;
import dev.statefulstack.stack.Settings;
import java.util.List;

/**
 * A Deployment behind a headless Service: DNS gives clients the addresses of all pods that are ready, and they choose
 * among them for each call. Made for gRPC, whose clients would keep to one pod through a normal Service.
 *
 * <p>Three things are the application's: clients choose the policy {@code round_robin} (the default uses one address
 * only), servers end connections after some minutes (else clients never learn of new pods), and server certificates
 * carry the name of the headless Service.
 */
@CheckReturnValue
public final class DeploymentStack extends ProcessBase<DeploymentStack> {
    private static final String DEFAULT_CPU = "250m";
    private static final String DEFAULT_MEMORY = "512Mi";

    private DeploymentStack(Options options) {
        super(options);
    }

    /** A Deployment called {@code name}, with the headless Service {@code <name>-headless}. */
    public static DeploymentStack named(String name) {
        return new DeploymentStack(options(name, DEFAULT_CPU, DEFAULT_MEMORY)
                .orElse(DeploymentOptions.DRAIN, DeploymentPlanner.DRAIN)
                .orElse(DeploymentOptions.CLIENT_SERVICE, true));
    }

    /**
     * Sets the seconds in which a pod that is going still serves. Default: 40, for a DNS that is cached for 30 seconds,
     * as kubeadm sets it; 15 are enough where it is 5. Clients ask DNS once when the pod closes their connections, and
     * not again for 30 seconds: its address must be gone by then.
     *
     * <p>Below Kubernetes 1.30 the image's own program {@code sleep} does the waiting.
     */
    public DeploymentStack drain(int seconds) {
        return set(DeploymentOptions.DRAIN, seconds);
    }

    /** Leaves the Service {@code <name>} out, which gives those that cannot choose a pod one address for all. */
    public DeploymentStack withoutClientService() {
        return record(DeploymentOptions.CLIENT_SERVICE, false);
    }

    /**
     * What gRPC clients in the cluster dial: {@code dns:///grpc-service-headless.production.svc.cluster.local:50051}.
     * Three slashes, since the DNS server is the cluster's own.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    public String target() {
        Settings settings = settings();
        return "dns:///" + settings.dns().service(Identity.headless(settings.name())) + ":"
                + DeploymentPlanner.open(settings).get(0).number();
    }

    @Override
    protected DeploymentStack copy(Options options) {
        return new DeploymentStack(options);
    }

    @Override
    protected List<Rule> rules() {
        return DeploymentChecks.RULES;
    }

    @Override
    protected void check(Settings settings, Report report) {
        new DeploymentChecks(settings, report).run();
    }

    @Override
    protected Plan plan(Settings settings) {
        return DeploymentPlanner.plan(settings);
    }
}
