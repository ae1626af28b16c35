package dev.statefulstack.custom;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.stack.CheckReturnValue;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.ProcessBase;
import dev.statefulstack.stack.Settings;
import java.util.List;

/**
 * A system that has no package of its own: members with names and numbers that they keep, of an image that the user
 * knows. {@code .image(...)} and {@code .port(...)} are enough.
 */
@CheckReturnValue
public final class CustomStack extends ProcessBase<CustomStack> {
    private static final String DEFAULT_CPU = "500m";
    private static final String DEFAULT_MEMORY = "1Gi";

    private CustomStack(Options options) {
        super(options);
    }

    /** A system called {@code name}, which is also the name of its client Service and StatefulSet. */
    public static CustomStack named(String name) {
        return new CustomStack(options(name, DEFAULT_CPU, DEFAULT_MEMORY));
    }

    /**
     * Sets where each member's volume is mounted; {@code .storage(size)} says how large it is. Default: no volume.
     *
     * @param path absolute. Let the system write below it: a new volume of ext4 holds {@code lost+found}
     */
    public CustomStack data(String path) {
        return set(CustomOptions.DATA, path);
    }

    /** Says that members decide by majority, so that numbers of them that tolerate nothing are found. Default: no. */
    public CustomStack majority() {
        return record(CustomOptions.MAJORITY, true);
    }

    /**
     * Starts members one after the other, each ready before the next. Default: all at once, which works wherever members
     * wait for each other; in order, a member that is ready only with the help of later ones waits for ever.
     */
    public CustomStack startInOrder() {
        return record(CustomOptions.IN_ORDER, true);
    }

    /** Sets the seconds that a member must have been ready before the next one is replaced. Default: 10. */
    public CustomStack minReady(int seconds) {
        return set(CustomOptions.MIN_READY, seconds);
    }

    /** Sets a command that runs in the container before the process is asked to stop, within the grace. */
    public CustomStack beforeStop(String... command) {
        return words(CustomOptions.BEFORE_STOP, command);
    }

    @Override
    protected CustomStack copy(Options options) {
        return new CustomStack(options);
    }

    @Override
    protected List<Rule> rules() {
        return CustomChecks.RULES;
    }

    @Override
    protected List<Rule> changeRules() {
        return CustomChange.RULES;
    }

    @Override
    protected void check(Settings settings, Report report) {
        new CustomChecks(settings, report).run();
    }

    @Override
    protected Plan plan(Settings settings) {
        return CustomPlanner.plan(settings);
    }
}
