package dev.statefulstack.stack;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Version;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a system are known, and what is found about an image of another one.
 *
 * @param newest the newest minor version that the system's facts were tested with or read from
 * @param image to use instead
 */
public record ImageVersions(String system, Rules rules, Version newest, String image) {
    /** The system's own rules for an image that is not recognised, too old, or newer than anything tested. */
    public record Rules(Rule unknown, Rule tooOld, Rule untested) {}

    /**
     * Looks at the version of the stack's image.
     *
     * @param version null where none can be read
     * @param first the oldest version that is known
     * @param unrecognised what is found where there is no version, and what to type then
     */
    public void check(
            Settings settings, Report report, @Nullable Version version, Version first, String... unrecognised) {
        Setting<String> setting = settings.imageSetting();
        if (setting == null || setting.value() == null) {
            return;
        }
        if (version == null) {
            report.add(settings.finding(rules.unknown(), setting, unrecognised[0], unrecognised[1]));
        } else if (!version.isAtLeast(first)) {
            report.add(settings.finding(
                    rules.tooOld(), setting, system + " " + version + " is older than " + first, "use " + image));
        } else if (version.isBeyond(newest)) {
            report.add(settings.finding(
                    rules.untested(),
                    setting,
                    system + " " + version + " is newer than what this version of statefulstack was made for",
                    "use a newer statefulstack, or .allow(\"" + rules.untested().id() + "\", reason)"));
        }
    }
}
