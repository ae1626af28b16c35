package dev.statefulstack.change;

import dev.statefulstack.plan.Names;

/** A number of pods, or a share of them in percent. */
final class Amount {
    private Amount() {}

    /** Zero where the text is neither. */
    static int of(String text, int all, boolean roundUp) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        if (!Names.isDecimal(digits, 9)) {
            return 0;
        }
        long number = Long.parseLong(digits);
        return (int) (percent ? (number * all + (roundUp ? 99 : 0)) / 100 : number);
    }
}
