package dev.statefulstack.check;

import dev.statefulstack.tree.Position;

/**
 * Something wrong or risky, with all that is needed to mend it.
 *
 * @param path the option, or the resource and the way to the value in it
 * @param position of the value in a file; {@link Position#NONE} where it was read from none
 * @param what the values that were found
 * @param fix what to type instead
 * @param line the line of the user's code that it comes from, such as {@code PlatformStacks.java:42}, or the chart's
 *     template; empty when there is none
 */
public record Finding(Rule rule, String path, Position position, String what, String fix, String line) {
    /** A finding that comes from no file. */
    public Finding(Rule rule, String path, String what, String fix, String line) {
        this(rule, path, Position.NONE, what, fix, line);
    }

    public String id() {
        return rule.id();
    }

    public Severity severity() {
        return rule.severity();
    }

    public String why() {
        return rule.why();
    }

    public String source() {
        return rule.source();
    }

    /** The option, the resource's path, or {@code file:line:column}. */
    public String where() {
        return position.line() > 0 ? position.toString() : path;
    }

    /** The same finding at another line, for those who know better where it comes from. */
    public Finding at(String line) {
        return new Finding(rule, path, position, what, fix, line);
    }

    /**
     * Several lines without a final newline:
     *
     * <pre>
     * error  kafka-two-voters  kafka: .replicas(2)  (PlatformStacks.java:42)
     *   two voters, and both are needed for a majority
     *   why: ...
     *   fix: ...
     *   source: ...
     * </pre>
     */
    @Override
    public String toString() {
        return severity() + "  " + id() + "  " + where() + (line.isEmpty() ? "" : "  (" + line + ")")
                + "\n  " + what
                + "\n  why: " + why()
                + "\n  fix: " + fix
                + "\n  source: " + source();
    }
}
