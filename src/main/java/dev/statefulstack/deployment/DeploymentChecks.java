package dev.statefulstack.deployment;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.KubernetesVersion;
import dev.statefulstack.stack.ProcessChecks;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with the options of a headless Deployment. */
final class DeploymentChecks {
    private static final Rule NO_CLIENT_PORT = Rule.unusable(
            "headless-deploy-no-client-port",
            "the headless Service would publish nothing to connect to",
            "statefulstack");
    private static final Rule IDENTITY = Rule.unusable(
            "headless-deploy-identity",
            "pods of a Deployment are all alike: they have neither numbers nor volumes of their own",
            "Kubernetes documentation: Deployments and StatefulSets");
    private static final Rule SINGLE = Rule.info(
            "headless-deploy-single-replica",
            "there is nothing to choose from, and while the pod is not ready the name does not exist",
            "coredns plugin/kubernetes/kubernetes.go findServices");
    private static final Rule SLEEP_PROGRAM = Rule.info(
            "drain-needs-sleep-program",
            "below " + KubernetesVersion.SLEEP_ACTION
                    + " a program of the image waits before the pod stops; where it is"
                    + " missing the pod stops at once, and clients keep its address for some seconds",
            "kubernetes/enhancements KEP-3960");

    static final List<Rule> RULES = rules();

    private final Settings settings;
    private final Report report;

    DeploymentChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(ProcessChecks.RULES);
        rules.addAll(List.of(NO_CLIENT_PORT, IDENTITY, SINGLE, SLEEP_PROGRAM));
        return List.copyOf(rules);
    }

    void run() {
        ProcessChecks process = new ProcessChecks(settings, report, Group.Kind.STATELESS);
        process.run();
        if (process.hasPorts() && DeploymentPlanner.open(settings).isEmpty()) {
            add(NO_CLIENT_PORT, null, "none of the ports is for clients", "say .port(\"grpc\", 50051)");
        }
        identity();
        drain(process);
        Setting<Integer> replicas = settings.replicasSetting();
        if (settings.replicas() == 1) {
            add(SINGLE, replicas, "one pod", "use .replicas(2) or more");
        }
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void identity() {
        if (settings.storageSetting() != null) {
            add(
                    IDENTITY,
                    settings.storageSetting(),
                    "a volume for each pod was asked for",
                    "use StatefulStack.of(\"" + settings.name() + "\"), or .scratch(path) for what may be forgotten");
        }
        if (settings.firstOrdinal() != 0) {
            add(
                    IDENTITY,
                    settings.firstOrdinalSetting(),
                    "numbers were asked for",
                    "leave the call out, or use StatefulStack.of(\"" + settings.name() + "\")");
        }
        for (Setting<Env> env : settings.envSettings()) {
            if (env.value() != null && env.value().source() == Env.Self.ORDINAL) {
                add(
                        IDENTITY,
                        env,
                        "the number of a pod was asked for",
                        "use StatefulStack.of(\"" + settings.name() + "\")");
            }
        }
    }

    private void drain(ProcessChecks process) {
        Setting<Integer> drain = settings.options().setting(DeploymentOptions.DRAIN);
        process.seconds(drain);
        KubernetesVersion version = settings.kubernetesVersion();
        Integer seconds = drain == null ? null : drain.value();
        if (seconds != null && seconds > 0 && version != null && !version.isAtLeast(KubernetesVersion.SLEEP_ACTION)) {
            add(
                    SLEEP_PROGRAM,
                    drain,
                    "Kubernetes " + version + " cannot wait " + seconds + " seconds by itself",
                    "say .kubernetesVersion(\"" + KubernetesVersion.SLEEP_ACTION
                            + "\") if the cluster is as new, or see that the image has a program sleep");
        }
    }
}
