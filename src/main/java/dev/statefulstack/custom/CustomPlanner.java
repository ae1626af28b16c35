package dev.statefulstack.custom;

import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Lifecycle;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.ProcessPlanner;
import dev.statefulstack.stack.Settings;
import java.util.List;

/** Computes the plan of a system that only the user knows. */
final class CustomPlanner {
    /** Seconds to stop. Source: Kubernetes' own default, terminationGracePeriodSeconds in core/v1. */
    private static final int GRACE = 30;

    /** Seconds in which a member that starts and falls over again is noticed before the next one goes. */
    private static final int MIN_READY = 10;

    private CustomPlanner() {}

    static Plan plan(Settings settings) {
        ProcessPlanner process = new ProcessPlanner(settings);
        Group members = Group.stateful(
                process.identity(),
                process.ports(),
                process.container(),
                process.storage(claims(settings)),
                lifecycle(settings.options(), process));
        return process.withFiles(settings.plan(settings.name(), process.version(), members));
    }

    private static List<Storage.Claim> claims(Settings settings) {
        String path = settings.options().find(CustomOptions.DATA);
        return path == null ? List.of() : List.of(settings.claim("data", path));
    }

    private static Lifecycle lifecycle(Options options, ProcessPlanner process) {
        List<String> beforeStop = options.find(CustomOptions.BEFORE_STOP);
        Integer minReady = options.find(CustomOptions.MIN_READY);
        return new Lifecycle(
                options.find(CustomOptions.IN_ORDER) == null ? Lifecycle.Start.PARALLEL : Lifecycle.Start.ORDERED,
                process.probes(null, process.accepts()),
                new Lifecycle.Stop(process.grace(GRACE), beforeStop == null ? null : new Lifecycle.Run(beforeStop)),
                minReady == null ? MIN_READY : minReady);
    }
}
