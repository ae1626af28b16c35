package dev.statefulstack.change;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Nodes;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One object in both versions.
 *
 * @param before null where the object is new
 * @param after null where the object is gone
 */
public record Pair(@Nullable Document before, @Nullable Document after) {
    public Pair {
        if (before == null && after == null) {
            throw new IllegalArgumentException("no object");
        }
    }

    /** The object as it will be, or as it was where it is gone. */
    public Document document() {
        return after == null ? required(before) : after;
    }

    public String kind() {
        return document().kind();
    }

    public String name() {
        return document().name();
    }

    public String namespace() {
        return document().namespace();
    }

    /** Whether the object is in both versions. */
    public boolean isKept() {
        return before != null && after != null;
    }

    /** The whole object. */
    Spot spot() {
        return new Spot(
                this,
                "",
                before == null ? Position.NONE : before.root().position(),
                after == null ? Position.NONE : after.root().position());
    }

    /** The field at the path, where it is in each version, or as near as the version has it. */
    public Spot spot(String... path) {
        return new Spot(this, String.join(".", path), position(before, path), position(after, path));
    }

    /** A place that has been found already, such as an environment variable. */
    public Spot spot(String path, @Nullable Node inBefore, @Nullable Node inAfter) {
        return new Spot(
                this,
                path,
                inBefore == null ? spot().before() : inBefore.position(),
                inAfter == null ? spot().after() : inAfter.position());
    }

    private static Position position(@Nullable Document document, String... path) {
        if (document == null) {
            return Position.NONE;
        }
        Position nearest = document.root().position();
        for (int length = 1; length <= path.length; length++) {
            Node node = Nodes.find(document.root(), Arrays.copyOf(path, length));
            if (node == null) {
                return nearest;
            }
            nearest = node.position();
        }
        return nearest;
    }

    private static Document required(@Nullable Document document) {
        if (document == null) {
            throw new IllegalArgumentException("no object");
        }
        return document;
    }
}
