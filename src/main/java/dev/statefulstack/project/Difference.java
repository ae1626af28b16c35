package dev.statefulstack.project;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;

/** What changed between two texts, short enough for a build's log. */
final class Difference {
    /** Lines that are shown of one file. */
    private static final int MOST = 20;

    /** Edits beyond which two texts have too little in common: the time to find them grows with their square. */
    private static final int MOST_EDITS = 1000;

    private final StringBuilder text = new StringBuilder();
    private int shown;
    private int hidden;

    private Difference() {}

    /** Each changed place with its line number, indented by two blanks, with a line end after each line. */
    static String between(String before, String after) {
        Difference difference = new Difference();
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        List<AbstractDelta<String>> deltas;
        try {
            deltas = DiffUtils.diff(old, now, new Limit()).getDeltas();
        } catch (TooManyEdits e) {
            return "  more than " + MOST_EDITS + " lines differ: " + old.size() + " lines in the folder, " + now.size()
                    + " from the stacks\n";
        }
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

    /** Ends the search when it is told how many edits it has tried. */
    private static final class Limit implements DiffAlgorithmListener {
        @Override
        public void diffStart() {
            // Nothing was tried yet.
        }

        @Override
        public void diffStep(int edits, int most) {
            if (edits > MOST_EDITS) {
                throw new TooManyEdits();
            }
        }

        @Override
        public void diffEnd() {
            // There are few enough.
        }
    }

    private static final class TooManyEdits extends RuntimeException {
        private static final long serialVersionUID = 1;
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
