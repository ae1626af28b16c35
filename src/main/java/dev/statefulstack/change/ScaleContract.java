package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import java.util.Arrays;
import java.util.List;

/**
 * What another number of members means for a system, and what has to be done by hand.
 *
 * @param possible whether the new number may be applied at all
 * @param first commands before the new number is applied; a line that begins with {@code #} is for people
 * @param then commands afterwards
 */
public record ScaleContract(
        Effect effect, Rule rule, String what, boolean possible, List<String> first, List<String> then) {
    public ScaleContract {
        first = List.copyOf(first);
        then = List.copyOf(then);
    }

    public ScaleContract(Effect effect, Rule rule, String what, List<String> first, List<String> then) {
        this(effect, rule, what, true, first, then);
    }

    /** For a number that the system cannot have. */
    public static ScaleContract impossible(Rule rule, String what, String... instead) {
        return new ScaleContract(Effect.AT_RISK, rule, what, false, Arrays.asList(instead), List.of());
    }
}
