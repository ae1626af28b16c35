package dev.statefulstack.stack;

import dev.statefulstack.check.Finding;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Rules that the user silenced, each with a reason. */
final class Allow {
    private static final Rule UNKNOWN = Rule.unusable(
            "allow-unknown-rule",
            "a rule that is misspelt is not silenced, and its finding would come as a surprise",
            "statefulstack");
    private static final Rule IMPOSSIBLE = Rule.unusable(
            "allow-impossible", "nothing sensible could be written in spite of this finding", "statefulstack");
    private static final Rule WITHOUT_REASON = Rule.unusable(
            "allow-without-reason", "the next reader has to know why the rule does not hold here", "statefulstack");

    static final List<Rule> RULES = List.of(UNKNOWN, IMPOSSIBLE, WITHOUT_REASON);

    private Allow() {}

    static boolean isUsed(Settings settings) {
        return !settings.options().all(Common.ALLOW).isEmpty();
    }

    /** Looks at the calls of {@code .allow} themselves. */
    static void check(Settings settings, List<Rule> known, Report report) {
        Map<String, Rule> byId = new HashMap<>();
        for (Rule rule : known) {
            byId.put(rule.id(), rule);
        }
        for (Setting<Common.Entry> allow : settings.options().all(Common.ALLOW)) {
            Common.Entry entry = allow.value();
            if (entry == null) {
                continue;
            }
            Rule rule = byId.get(entry.key());
            if (rule == null) {
                report.add(settings.finding(
                        UNKNOWN,
                        allow,
                        "there is no rule '" + entry.key() + "'",
                        "use the id that the finding shows, such as .allow(\"" + nearest(entry.key(), byId)
                                + "\", \"...\")"));
            } else if (!rule.mayBeAllowed()) {
                report.add(settings.finding(
                        IMPOSSIBLE,
                        allow,
                        "'" + rule.id() + "' is about a value that nothing can be computed from",
                        "remove the call and mend what the finding names"));
            }
            if (entry.value().isBlank()) {
                report.add(settings.finding(
                        WITHOUT_REASON,
                        allow,
                        "the reason is empty",
                        ".allow(\"" + entry.key() + "\", \"why it is right here\")"));
            }
        }
    }

    /** The findings that are left. */
    static List<Finding> filter(Settings settings, List<Finding> findings) {
        List<Common.Entry> allowed = settings.options().values(Common.ALLOW);
        if (allowed.isEmpty()) {
            return findings;
        }
        List<Finding> left = new ArrayList<>();
        for (Finding finding : findings) {
            if (!finding.rule().mayBeAllowed() || !isAllowed(finding, allowed)) {
                left.add(finding);
            }
        }
        return left;
    }

    private static boolean isAllowed(Finding finding, List<Common.Entry> allowed) {
        for (Common.Entry entry : allowed) {
            if (entry.key().equals(finding.id())) {
                return true;
            }
        }
        return false;
    }

    /** The id that shares the longest beginning. */
    private static String nearest(String wanted, Map<String, Rule> known) {
        String best = "";
        int most = -1;
        for (String id : new TreeSet<>(known.keySet())) {
            int shared = 0;
            while (shared < Math.min(id.length(), wanted.length()) && id.charAt(shared) == wanted.charAt(shared)) {
                shared++;
            }
            if (shared > most) {
                most = shared;
                best = id;
            }
        }
        return best;
    }
}
