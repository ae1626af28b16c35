package dev.statefulstack.yaml;

import dev.statefulstack.tree.Position;

/**
 * Something wrong with a text as YAML, whatever it says.
 *
 * @param what the values that were found
 * @param fix what to type instead
 */
public record YamlProblem(Kind kind, Position position, String what, String fix) {
    public enum Kind {
        /** The text is no YAML, or none that Kubernetes' reader takes. The document is left out. */
        SYNTAX,
        /** A key stands twice in one map. Kubernetes' reader takes the last one, and so does this one. */
        DUPLICATE_KEY,
        /** Something other than a comment stands behind {@code ---}; kubectl refuses the whole file. */
        SEPARATOR,
        /** A template that was not rendered, such as Helm's. The document is left out. */
        TEMPLATE,
        /** A document that is a list or a single value, which no manifest is. It is left out. */
        NO_MAP,
        /** Larger or deeper than anything that Kubernetes takes. The rest of the file is left out. */
        LIMIT
    }

    /** {@code kafka.yaml:3:1: what; fix}. */
    @Override
    public String toString() {
        return position + ": " + what + "; " + fix;
    }
}
