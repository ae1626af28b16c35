package dev.statefulstack.lint;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Severity;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.yaml.YamlProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file as YAML, whatever it says. */
final class YamlRules {
    private static final Rule SYNTAX =
            Rule.unusable("yaml-syntax", "kubectl refuses the whole file", "sigs.k8s.io/yaml goyaml.v2");
    private static final Rule LIMIT = Rule.unusable(
            "yaml-limit",
            "more than Kubernetes would take, or made to exhaust whoever reads it; the rest was not looked at",
            "Kubernetes API server: 3 MiB for a request");
    private static final Rule DUPLICATE = Rule.warning(
            "yaml-duplicate-key",
            "kubectl takes the last one in silence, strict readers refuse the file",
            "sigs.k8s.io/yaml goyaml.v2/decode.go");
    private static final Rule SEPARATOR = Rule.unusable(
            "yaml-bad-separator", "kubectl refuses the whole file", "apimachinery pkg/util/yaml/decoder.go YAMLReader");
    private static final Rule TEMPLATE = Rule.unusable(
            "yaml-template",
            "what it becomes is not known, so it was not looked at",
            "Helm documentation: helm template");
    private static final Rule NO_MANIFEST = Rule.unusable(
            "yaml-no-manifest", "kubectl refuses it: a manifest is a map", "Kubernetes documentation: Objects");

    static final List<Rule> RULES = List.of(SYNTAX, LIMIT, DUPLICATE, SEPARATOR, TEMPLATE, NO_MANIFEST);

    /** The ids of those that leave something out. */
    static final List<String> LEAVE_OUT = List.of(SYNTAX.id(), LIMIT.id(), TEMPLATE.id());

    private YamlRules() {}

    /**
     * Adds the finding.
     *
     * @param document the manifest in which it is, or null where it is in none
     */
    static void report(YamlProblem problem, Source source, @Nullable Document document, Report report) {
        Rule rule = rule(problem.kind(), source.asked());
        if (document != null) {
            ScalarNode place = new ScalarNode(ScalarNode.Kind.NULL, "null", problem.position());
            document.report(report, rule, place, "", problem.what(), problem.fix());
        } else if (!rule.equals(DUPLICATE)) {
            report.add(new Finding(rule, source.name(), problem.position(), problem.what(), problem.fix(), ""));
        }
    }

    /** In a folder not everything is a manifest; a file that was named is meant to be one. */
    private static Rule rule(YamlProblem.Kind kind, boolean asked) {
        return switch (kind) {
            case SYNTAX -> SYNTAX;
            case LIMIT -> LIMIT;
            case DUPLICATE_KEY -> DUPLICATE;
            case SEPARATOR -> SEPARATOR;
            case TEMPLATE -> asked ? TEMPLATE : TEMPLATE.as(Severity.INFO);
            case NO_MAP -> asked ? NO_MANIFEST : NO_MANIFEST.as(Severity.INFO);
        };
    }
}
