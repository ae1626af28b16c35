package dev.statefulstack.check;

import dev.statefulstack.plan.Names;
import dev.statefulstack.tree.Node;
import org.jspecify.annotations.Nullable;

/** A number of pods, or a percentage of them. */
record Amount(int value, boolean percent) {
    /** What is written, or null for what is neither. */
    static @Nullable Amount of(@Nullable Node node) {
        String text = Nodes.text(node);
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        return Names.isDecimal(number, 7) ? new Amount(Integer.parseInt(number), percent) : null;
    }

    /** Percentages rounded up, as budgets round. */
    int up(int of) {
        return percent ? (int) Math.min(Integer.MAX_VALUE, ((long) of * value + 99) / 100) : value;
    }

    /** Percentages rounded down and at least one, as rollouts of StatefulSets round. */
    int down(int of) {
        return percent ? (int) Math.max(1, (long) of * value / 100) : value;
    }
}
