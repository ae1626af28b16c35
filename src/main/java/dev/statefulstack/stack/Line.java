package dev.statefulstack.stack;

import dev.statefulstack.change.Change;
import dev.statefulstack.check.Check;
import dev.statefulstack.check.Checks;
import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.resources.ResourceFactory;
import dev.statefulstack.tree.MapNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of the line: options, plan, objects, tree, with the checks beside it. */
final class Line {
    private final List<Finding> findings;
    private final @Nullable Plan plan;
    private final List<HasMetadata> resources;
    private final List<Document> documents;

    private Line(List<Finding> findings, @Nullable Plan plan, List<HasMetadata> resources, List<Document> documents) {
        this.findings = findings;
        this.plan = plan;
        this.resources = resources;
        this.documents = documents;
    }

    /** What is needed to write the stack: only what its options and edits can break is looked for. */
    static Line of(StackBase<?> stack) {
        return of(stack, false);
    }

    /** The same with all that can be said about it. */
    static Line withAllFindings(StackBase<?> stack) {
        return of(stack, true);
    }

    private static Line of(StackBase<?> stack, boolean allFindings) {
        Settings settings = new Settings(stack.options());
        Report report = new Report();
        OptionChecks.check(settings, report);
        stack.check(settings, report);
        if (Allow.isUsed(settings)) {
            Allow.check(settings, rules(stack), report);
        }
        if (hasUnusable(report.findings())) {
            return new Line(Allow.filter(settings, report.findings()), null, List.of(), List.of());
        }
        Plan plan = ExtraEnv.addTo(stack.plan(settings), settings, report);
        List<HasMetadata> resources = ResourceFactory.build(plan);
        Edits edits = new Edits(settings, report);
        edits.apply(resources);
        List<Document> documents = new ArrayList<>(resources.size());
        for (HasMetadata resource : resources) {
            MapNode root = edits.walk(resource);
            if (root != null) {
                documents.add(new Document(root, edits.lineOf(resource)));
            }
        }
        Checks.run(documents, report);
        if (allFindings
                || stack.isOpen()
                || !settings.options().all(Common.EDIT).isEmpty()) {
            Checks.runRest(documents, report);
        }
        for (Check check : stack.checks()) {
            check.look(documents, report);
        }
        return new Line(Allow.filter(settings, report.findings()), plan, resources, documents);
    }

    List<Finding> findings() {
        return findings;
    }

    Manifests manifests() {
        refuseErrors();
        return new Manifests(documents, findings);
    }

    List<HasMetadata> resources() {
        refuseErrors();
        return resources;
    }

    Plan plan() {
        refuseErrors();
        return Objects.requireNonNull(plan);
    }

    void refuseErrors() {
        if (!InvalidStackException.errors(findings).isEmpty()) {
            throw new InvalidStackException(findings);
        }
    }

    private static boolean hasUnusable(List<Finding> findings) {
        for (Finding finding : findings) {
            if (!finding.rule().mayBeAllowed()) {
                return true;
            }
        }
        return false;
    }

    private static List<Rule> rules(StackBase<?> stack) {
        List<Rule> rules = new ArrayList<>(Checks.rules());
        rules.addAll(OptionChecks.RULES);
        rules.addAll(ExtraEnv.RULES);
        rules.addAll(Edits.RULES);
        rules.addAll(Allow.RULES);
        rules.addAll(Change.rules());
        rules.addAll(stack.rules());
        rules.addAll(stack.changeRules());
        for (Check check : stack.checks()) {
            rules.addAll(check.rules());
        }
        return rules;
    }
}
