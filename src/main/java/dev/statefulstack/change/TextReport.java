package dev.statefulstack.change;

import dev.statefulstack.tree.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts for people: by object, worst first. */
final class TextReport {
    private TextReport() {}

    static String of(List<Verdict> verdicts) {
        // Verdicts come worst first, so objects do as well.
        Map<String, List<Verdict>> objects = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            objects.computeIfAbsent(verdict.spot().object().document().toString(), object -> new ArrayList<>())
                    .add(verdict);
        }
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, List<Verdict>> object : objects.entrySet()) {
            out.append(object.getKey()).append('\n');
            for (Verdict verdict : object.getValue()) {
                verdict(verdict, out);
            }
            out.append('\n');
        }
        return out.append(summary(verdicts)).append('\n').toString();
    }

    private static void verdict(Verdict verdict, StringBuilder out) {
        boolean plain = CommonRules.isPlain(verdict.rule());
        out.append("  ").append(label(verdict));
        out.append(plain ? "" : "  " + verdict.id());
        String path = verdict.spot().path();
        String places = places(verdict.spot());
        out.append(path.isEmpty() ? "" : "  " + path).append(places.isEmpty() ? "" : "  (" + places + ")");
        out.append('\n');
        lines(verdict.what(), out);
        if (!verdict.allowed().isEmpty()) {
            out.append("    allowed: ").append(verdict.allowed()).append('\n');
        }
        if (!plain) {
            out.append("    why: ").append(verdict.rule().why()).append('\n');
        }
        if (!verdict.todo().isEmpty()) {
            out.append("    do:\n");
            for (String line : verdict.todo()) {
                out.append("      ").append(line).append('\n');
            }
        }
    }

    private static void lines(String what, StringBuilder out) {
        for (String line : what.split("\n", -1)) {
            out.append("    ").append(line).append('\n');
        }
    }

    private static String label(Verdict verdict) {
        return verdict.effect() == Effect.ROLLS
                ? rolls(verdict.pods())
                : verdict.effect().toString();
    }

    private static String rolls(int pods) {
        return pods == 0 ? "rolls" : "rolls " + pods + (pods == 1 ? " pod" : " pods");
    }

    /** Both places; the file of the second only where it has another name. */
    private static String places(Spot spot) {
        String before = place(spot.before());
        String after = place(spot.after());
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() ? after : "was " + before;
        }
        return before + " -> " + after;
    }

    private static String place(Position position) {
        return position.equals(Position.NONE) ? "" : position.file() + ":" + position.line();
    }

    static String summary(List<Verdict> verdicts) {
        List<String> parts = new ArrayList<>();
        int allowed = 0;
        for (Effect effect : Effect.values()) {
            int count = 0;
            int pods = 0;
            for (Verdict verdict : verdicts) {
                if (verdict.effect() == effect) {
                    count++;
                    pods += verdict.pods();
                }
            }
            if (count > 0) {
                parts.add(count + " " + (effect == Effect.ROLLS ? rolls(pods) : effect.toString()));
            }
        }
        for (Verdict verdict : verdicts) {
            if (Effect.FAILING.contains(verdict.effect()) && !verdict.allowed().isEmpty()) {
                allowed++;
            }
        }
        if (parts.isEmpty()) {
            return "nothing changes";
        }
        return String.join(", ", parts) + (allowed > 0 ? " (" + allowed + " allowed)" : "");
    }
}
