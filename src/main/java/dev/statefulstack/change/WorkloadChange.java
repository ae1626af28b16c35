package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Workload;
import java.util.List;
import java.util.Locale;

/**
 * Deployments, DaemonSets, Jobs and CronJobs. Source: pkg/apis/apps/validation ValidateDeploymentUpdate,
 * ValidateDaemonSetUpdate; pkg/apis/batch/validation ValidateJobUpdate.
 */
final class WorkloadChange {
    private static final Rule SELECTOR = Rule.unusable(
            "workload-selector-immutable",
            "the selector cannot change, or pods would be left without an owner",
            "pkg/registry/apps/deployment/strategy.go, daemonset/strategy.go ValidateUpdate");
    private static final Rule JOB = Rule.unusable(
            "job-immutable-field",
            "a Job runs once, so what it runs cannot change",
            "pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate");
    private static final Rule ROLLS = Rule.info(
            "workload-rolls",
            "pods of a changed template take the place of the others",
            "pkg/controller/deployment, pkg/controller/daemon");

    static final List<Rule> RULES = List.of(SELECTOR, JOB, ROLLS);

    private static final List<String> JOB_FIELDS =
            List.of("template", "selector", "completions", "completionMode", "manualSelector", "podFailurePolicy");

    private final Subject subject;
    private final Document after;

    WorkloadChange(Subject subject, Document after) {
        this.subject = subject;
        this.after = after;
    }

    void look() {
        boolean job = subject.pair().kind().equals("Job");
        boolean template = false;
        for (Difference difference : subject.below("spec")) {
            String field = difference.behind(1);
            if (job && JOB_FIELDS.contains(field)) {
                reject(JOB, difference, "# delete the Job, which deletes its pods, and let it run anew:");
            } else if (field.equals("selector") && !subject.pair().kind().equals("CronJob")) {
                reject(
                        SELECTOR,
                        difference,
                        "# delete it and create it again; --cascade=orphan keeps the old pods until the new ones serve:");
            } else if (field.equals("template")) {
                template = true;
            } else {
                subject.inPlace(difference, field.equals("jobTemplate") ? "from the next run on" : "");
            }
        }
        if (template) {
            rolls();
        }
    }

    private void reject(Rule rule, Difference difference, String how) {
        boolean orphan = rule.equals(SELECTOR);
        subject.verdicts()
                .add(
                        Effect.REJECTED,
                        rule,
                        difference.at(subject.pair()),
                        difference.values(),
                        how,
                        Kubectl.in(after) + " delete " + after.kind().toLowerCase(Locale.ROOT) + " " + after.name()
                                + (orphan ? " --cascade=orphan" : ""),
                        Kubectl.apply(after));
    }

    private void rolls() {
        List<Difference> differences = subject.below("spec", "template");
        boolean deployment = after.kind().equals("Deployment");
        int pods = deployment ? new Workload(after).replicas() : 0;
        String strategy = Nodes.text(after.root(), "spec", deployment ? "strategy" : "updateStrategy", "type");
        String how = switch (strategy) {
            case "Recreate" -> "all pods stop before the first new one starts";
            case "OnDelete" -> "a pod takes the new template when somebody deletes it";
            default -> deployment ? deploymentText(pods) : "one node after the other";
        };
        subject.verdicts()
                .add(new Verdict(
                        strategy.equals("OnDelete") ? Effect.IN_PLACE : Effect.ROLLS,
                        ROLLS,
                        TemplateChange.spot(subject, differences),
                        TemplateChange.fields(differences) + "\n" + how,
                        List.of(Kubectl.in(after) + " rollout status "
                                + after.kind().toLowerCase(Locale.ROOT) + "/" + after.name()),
                        pods));
    }

    private String deploymentText(int pods) {
        String[] path = {"spec", "strategy", "rollingUpdate", ""};
        path[3] = "maxSurge";
        String surge = Nodes.text(after.root(), path);
        path[3] = "maxUnavailable";
        String unavailable = Nodes.text(after.root(), path);
        return pods + " pods in no order, at most " + (surge.isEmpty() ? "25%" : surge) + " more and "
                + (unavailable.isEmpty() ? "25%" : unavailable) + " less than that at a time";
    }
}
