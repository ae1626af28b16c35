package dev.statefulstack.project;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;

/** What changed between two texts, short enough for a build's log. */
final class Difference {
    /** Lines that are shown of one file. */
    private static final int MOST = 20;

    private final StringBuilder text = new StringBuilder();
    private int shown;
    private int hidden;

    private Difference() {}

    /** Each changed place with its line number, indented by two blanks, with a line end after each line. */
    static String between(String before, String after) {
        Difference difference = new Difference();
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(before.lines().toList(), after.lines().toList()).getDeltas();
        for (AbstractDelta<String> delta : deltas) {
            difference.add("  line " + (delta.getSource().getPosition() + 1));
            delta.getSource().getLines().forEach(line -> difference.add("  - " + line));
            delta.getTarget().getLines().forEach(line -> difference.add("  + " + line));
        }
        if (deltas.isEmpty()) {
            difference.add(
                    "  the line ends, or the end of the last line; git leaves them alone with a line '* text=auto"
                            + " eol=lf' in .gitattributes");
        }
        if (difference.hidden > 0) {
            difference.text.append("  and ").append(difference.hidden).append(" lines more\n");
        }
        return difference.text.toString();
    }

    private void add(String line) {
        if (shown < MOST) {
            text.append(line).append('\n');
            shown++;
        } else {
            hidden++;
        }
    }
}
