package dev.statefulstack.custom;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Group;
import dev.statefulstack.stack.Options;
import dev.statefulstack.stack.ProcessChecks;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with the options of a system that only the user knows. */
final class CustomChecks {
    private static final Rule STORAGE_WITHOUT_PATH =
            Rule.unusable("storage-without-path", "a volume that is mounted nowhere keeps nothing", "statefulstack");
    private static final Rule PATH_WITHOUT_STORAGE = Rule.unusable(
            "path-without-storage",
            "the size of a volume cannot change in the manifest later, so none is guessed",
            "pkg/apis/apps/validation/validation.go ValidateStatefulSetUpdate");
    private static final Rule TWO_VOTERS = Rule.error(
            "quorum-too-small",
            "both are needed for a majority, so the restart of either stops the system",
            "arithmetic of majorities");
    private static final Rule EVEN_VOTERS = Rule.warning(
            "quorum-even",
            "an even number tolerates no more failures than the odd one below it",
            "arithmetic of majorities");
    private static final Rule ORDERED_QUORUM = Rule.warning(
            "quorum-started-in-order",
            "a member that is ready only with a majority waits for ever for members that are started after it",
            "pkg/controller/statefulset/stateful_set_control.go processReplica");
    private static final Rule LIVENESS_QUORUM = Rule.warning(
            "quorum-liveness",
            "where readiness needs a majority, so does the same check as liveness: losing the majority would restart"
                    + " the survivors",
            "statefulstack");

    static final List<Rule> RULES = rules();

    private final Settings settings;
    private final Options options;
    private final Report report;

    CustomChecks(Settings settings, Report report) {
        this.settings = settings;
        this.options = settings.options();
        this.report = report;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(ProcessChecks.RULES);
        rules.addAll(List.of(
                STORAGE_WITHOUT_PATH, PATH_WITHOUT_STORAGE, TWO_VOTERS, EVEN_VOTERS, ORDERED_QUORUM, LIVENESS_QUORUM));
        return List.copyOf(rules);
    }

    void run() {
        ProcessChecks process = new ProcessChecks(settings, report, Group.Kind.STATEFUL);
        storage(process);
        process.run();
        process.seconds(options.setting(CustomOptions.MIN_READY));
        process.program(options.setting(CustomOptions.BEFORE_STOP));
        if (options.find(CustomOptions.MAJORITY) != null) {
            majority(process);
        }
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void storage(ProcessChecks process) {
        Setting<String> data = options.setting(CustomOptions.DATA);
        Setting<?> storage = settings.storageSetting();
        if (data != null && data.value() != null) {
            process.mountPath(data, data.value());
        }
        if (storage != null && data == null) {
            add(
                    STORAGE_WITHOUT_PATH,
                    storage,
                    "nothing says where the volume is mounted",
                    "say .data(\"/var/lib/" + settings.name() + "\") with the directory that the image writes to");
        } else if (data != null && storage == null) {
            add(PATH_WITHOUT_STORAGE, data, "nothing says how large the volume is", "say .storage(\"10Gi\")");
        }
    }

    private void majority(ProcessChecks process) {
        Setting<Integer> setting = settings.replicasSetting();
        int members = settings.replicas();
        if (members == 2) {
            add(TWO_VOTERS, setting, "two members vote", "use .replicas(3), or .replicas(1) for development");
        } else if (members > 0 && members % 2 == 0) {
            add(
                    EVEN_VOTERS,
                    setting,
                    members + " members vote",
                    "use .replicas(" + (members - 1) + ") or .replicas(" + (members + 1) + ")");
        }
        Setting<Boolean> inOrder = options.setting(CustomOptions.IN_ORDER);
        if (inOrder != null && members > 1) {
            add(
                    ORDERED_QUORUM,
                    inOrder,
                    "members start in order and decide by majority",
                    "leave the call out, or allow this rule where readiness needs no majority");
        }
        Setting<?> liveness = process.livenessLikeReadiness();
        if (liveness != null) {
            add(
                    LIVENESS_QUORUM,
                    liveness,
                    "liveness and readiness are the same check",
                    "let liveness ask for no more than that the process answers, or leave it out");
        }
    }
}
