package dev.statefulstack.check;

/**
 * Something that manifests are checked for.
 *
 * @param id stable, so that it can be silenced by name
 * @param why what happens to those who ignore it
 * @param source where the rule comes from
 * @param mayBeAllowed false where nothing sensible could be written in spite of it
 * @param ofStacks what to say instead in Java, where the manifest was made by a stack; empty where the finding's own fix
 *     is the best there is
 */
public record Rule(String id, Severity severity, String why, String source, boolean mayBeAllowed, String ofStacks) {
    public static Rule error(String id, String why, String source) {
        return new Rule(id, Severity.ERROR, why, source, true, "");
    }

    public static Rule warning(String id, String why, String source) {
        return new Rule(id, Severity.WARNING, why, source, true, "");
    }

    public static Rule info(String id, String why, String source) {
        return new Rule(id, Severity.INFO, why, source, true, "");
    }

    /** A rule about a value that nothing can be computed from; nobody can allow it. */
    public static Rule unusable(String id, String why, String source) {
        return new Rule(id, Severity.ERROR, why, source, false, "");
    }

    /** The same rule with what mends it in a stack, where changing the manifest would be lost with the next one. */
    public Rule ofStacks(String fix) {
        return new Rule(id, severity, why, source, mayBeAllowed, fix);
    }

    /** The same rule where it weighs more or less than usual. */
    public Rule as(Severity other) {
        return other == severity ? this : new Rule(id, other, why, source, mayBeAllowed, ofStacks);
    }
}
