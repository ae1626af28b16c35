package dev.statefulstack.lint;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.tree.MapNode;
import java.util.List;
import java.util.Map;

/** The annotations that silence rules, themselves. */
final class AllowAnnotations {
    private static final Rule UNKNOWN = Rule.warning(
            "allow-unknown-rule",
            "a rule that is misspelt is not silenced, and its finding would come as a surprise",
            "statefulstack");
    private static final Rule IMPOSSIBLE = Rule.warning(
            "allow-impossible",
            "the rule is not silenced: nothing sensible is written in spite of it",
            "statefulstack");
    private static final Rule WITHOUT_REASON = Rule.warning(
            "allow-without-reason", "the next reader has to know why the rule does not hold here", "statefulstack");

    static final List<Rule> RULES = List.of(UNKNOWN, IMPOSSIBLE, WITHOUT_REASON);

    private AllowAnnotations() {}

    static void look(List<Document> documents, Map<String, Rule> known, Report report) {
        for (Document document : documents) {
            if (Nodes.find(document.root(), "metadata", "annotations") instanceof MapNode annotations) {
                for (MapNode.Entry entry : annotations.entries()) {
                    if (entry.key().text().startsWith(Document.ALLOW)) {
                        look(document, entry, known, report);
                    }
                }
            }
        }
    }

    private static void look(Document document, MapNode.Entry entry, Map<String, Rule> known, Report report) {
        String id = entry.key().text().substring(Document.ALLOW.length());
        Rule rule = known.get(id);
        String path = "metadata.annotations " + entry.key().text();
        if (rule == null) {
            String near = SchemaCheck.nearest(id, known.keySet());
            document.report(
                    report,
                    UNKNOWN,
                    entry.key(),
                    path,
                    "there is no rule '" + id + "'",
                    near.isEmpty() ? "use an id that a finding shows" : "did you mean " + near + "?");
        } else if (!rule.mayBeAllowed()) {
            document.report(
                    report, IMPOSSIBLE, entry.key(), path, "'" + id + "' cannot be silenced", "mend what it names");
        }
        if (Nodes.text(entry.value()).isBlank()) {
            document.report(
                    report, WITHOUT_REASON, entry.key(), path, "the reason is empty", "write why it is right here");
        }
    }
}
