package dev.statefulstack.stack;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a call in any system. */
public final class OptionRules {
    public static final Rule NO_EFFECT =
            Rule.warning("option-without-effect", "a call that does nothing would come as a surprise", "statefulstack");

    private OptionRules() {}

    /** Reports the call, where the user made it although nothing reads what it says. */
    public static void unread(Settings settings, Report report, @Nullable Setting<?> said, String why, String fix) {
        if (said != null) {
            report.add(settings.finding(NO_EFFECT, said, said + " has no effect: " + why, fix));
        }
    }
}
