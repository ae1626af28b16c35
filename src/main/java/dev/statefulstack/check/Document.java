package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;

/**
 * One manifest with what checks ask of every manifest.
 *
 * @param line where it comes from, for findings: the user's line that made it, or empty
 */
public record Document(MapNode root, String line) {
    /** Before the id of a rule, the annotation that silences it for the object; its value is the reason. */
    public static final String ALLOW = "statefulstack.dev/allow.";

    public String kind() {
        return Nodes.text(root, "kind");
    }

    public String name() {
        return Nodes.text(root, "metadata", "name");
    }

    public String namespace() {
        return Nodes.text(root, "metadata", "namespace");
    }

    /** {@code StatefulSet production/kafka}. */
    @Override
    public String toString() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }

    /** Adds a finding here, unless an annotation allows it. */
    public void report(Report report, Rule rule, String path, String what, String fix) {
        if (!rule.mayBeAllowed() || Nodes.find(root, "metadata", "annotations", ALLOW + rule.id()) == null) {
            report.add(new Finding(rule, path.isEmpty() ? toString() : this + " " + path, what, fix, line));
        }
    }
}
