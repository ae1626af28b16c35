package dev.statefulstack.check;

import dev.statefulstack.plan.Labels;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;

/** One manifest with what checks ask of every manifest. */
public final class Document {
    /** Before the id of a rule, the annotation that silences it for the object; its value is the reason. */
    public static final String ALLOW = "statefulstack.dev/allow.";

    private final MapNode root;
    private final Object line;
    private final String kind;
    private final String name;
    private final String namespace;

    /**
     * A manifest that says its namespace, or has none.
     *
     * @param line where it comes from, for findings: the user's line or the chart's template that made it, or empty. Its
     *     text is made when a finding needs it, since the JVM takes long to look a line up
     */
    public Document(MapNode root, Object line) {
        this(root, line, Nodes.text(root, "metadata", "namespace"));
    }

    /**
     * A manifest in a namespace that it need not say itself.
     *
     * @param namespace empty where nobody knows it
     */
    public Document(MapNode root, Object line, String namespace) {
        this.root = root;
        this.line = line;
        this.namespace = namespace;
        kind = Nodes.text(root, "kind");
        name = Nodes.text(root, "metadata", "name");
    }

    public MapNode root() {
        return root;
    }

    public String line() {
        return line.toString();
    }

    public String kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String namespace() {
        return namespace;
    }

    /** Whether it was read from a file, and not built here. */
    public boolean isRead() {
        return root.position().line() > 0;
    }

    /** Whether a stack made it, now or before it was read: what is wrong with it is then mended in Java. */
    public boolean isOfStack() {
        return Nodes.text(root, "metadata", "labels", Labels.MANAGED_BY).equals(Labels.MANAGER);
    }

    /** {@code StatefulSet production/kafka}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /**
     * Adds a finding here, unless an annotation allows it.
     *
     * @param path to the value, in the words of {@link Places}
     * @param fix what to change in the manifest; where a stack made it, {@link Rule#ofStacks} takes its place
     */
    public void report(Report report, Rule rule, String path, String what, String fix) {
        if (!isAllowed(rule)) {
            add(report, rule, isRead() ? Places.find(root, path) : Position.NONE, path, what, fix);
        }
    }

    /**
     * Adds a finding about a value, unless an annotation allows it.
     *
     * @param path to the value, for those who have no file to look into
     */
    public void report(Report report, Rule rule, Node value, String path, String what, String fix) {
        if (!isAllowed(rule)) {
            add(report, rule, value.position(), path, what, fix);
        }
    }

    private void add(Report report, Rule rule, Position position, String path, String what, String fix) {
        String mended = !rule.ofStacks().isEmpty() && isOfStack() ? rule.ofStacks() : fix;
        report.add(new Finding(rule, path.isEmpty() ? toString() : this + " " + path, position, what, mended, line()));
    }

    private boolean isAllowed(Rule rule) {
        return rule.mayBeAllowed() && Nodes.find(root, "metadata", "annotations", ALLOW + rule.id()) != null;
    }
}
