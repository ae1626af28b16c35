package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Rule;
import dev.statefulstack.check.Severity;
import java.util.List;

/**
 * What Kubernetes will do with one difference.
 *
 * @param what the values, and what happens with them; a sentence or several lines
 * @param todo how to get there, in order: lines that begin with {@code #} are for people, the others for a shell
 * @param pods how many are replaced
 */
public record Verdict(Effect effect, Rule rule, Spot spot, String what, List<String> todo, int pods) {
    public Verdict {
        todo = List.copyOf(todo);
    }

    public String id() {
        return rule.id();
    }

    public Severity severity() {
        return rule.severity();
    }

    /** The reason in the annotation that allows it on the new object; empty where there is none. */
    public String allowed() {
        Document document = spot.object().document();
        return rule.mayBeAllowed() ? Nodes.text(document.root(), "metadata", "annotations", Document.ALLOW + id()) : "";
    }
}
