package dev.statefulstack.change;

import dev.statefulstack.check.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects verdicts. */
public final class Verdicts {
    private final List<Verdict> all = new ArrayList<>();

    public void add(Effect effect, Rule rule, Spot spot, String what, String... todo) {
        add(new Verdict(effect, rule, spot, what, Arrays.asList(todo), 0));
    }

    public void add(Effect effect, Rule rule, Spot spot, String what, List<String> todo) {
        add(new Verdict(effect, rule, spot, what, todo, 0));
    }

    void add(Verdict verdict) {
        all.add(verdict);
    }

    List<Verdict> all() {
        return List.copyOf(all);
    }
}
