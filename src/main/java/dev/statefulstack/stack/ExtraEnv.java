package dev.statefulstack.stack;

import dev.statefulstack.check.EnvRules;
import dev.statefulstack.check.Finding;
import dev.statefulstack.check.PeerRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.ClientView;
import dev.statefulstack.plan.Dns;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.EnvReferences;
import dev.statefulstack.plan.Group;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Plan;
import dev.statefulstack.plan.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the user's environment variables behind the computed ones.
 *
 * <p>What is wrong with them is found here, where the user's line is known. It is left out of the plan, so that the
 * checks of the finished manifests don't find it again.
 */
final class ExtraEnv {
    static final List<Rule> RULES = List.of(
            EnvRules.DUPLICATE,
            EnvRules.BEFORE_DEFINITION,
            EnvRules.UNDEFINED,
            EnvRules.SHELL_SYNTAX,
            PeerRules.MALFORMED);

    private final Settings settings;
    private final Report report;
    private final List<Setting<Env>> extra;

    private ExtraEnv(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.extra = settings.options().all(Common.ENV);
    }

    static Plan addTo(Plan plan, Settings settings, Report report) {
        ExtraEnv env = new ExtraEnv(settings, report);
        if (env.extra.isEmpty()) {
            return plan;
        }
        List<Group> groups = new ArrayList<>();
        for (Group group : plan.groups()) {
            groups.add(group.withEnv(env.after(group, plan.site())));
        }
        return plan.withGroups(groups);
    }

    private List<Env> after(Group group, Site site) {
        List<Env> computed = group.container().env();
        Set<String> computedNames = names(computed);
        Set<String> all = new HashSet<>(computedNames);
        all.addAll(names(settings.options().values(Common.ENV)));
        Set<String> defined = new HashSet<>(computedNames);
        List<Env> env = new ArrayList<>(computed);
        for (Setting<Env> setting : extra) {
            Env typed = setting.value();
            if (typed != null) {
                Env variable = computed(setting, typed, group, site);
                boolean refersWell = refersWell(setting, variable, defined, all);
                if (!defined.add(variable.name())) {
                    report.add(duplicate(setting, variable.name(), computedNames.contains(variable.name())));
                } else if (refersWell) {
                    env.add(variable);
                }
            }
        }
        return env;
    }

    /** The variable with text in place of what is about members or another stack. */
    private Env computed(Setting<Env> setting, Env variable, Group group, Site site) {
        if (variable.source() instanceof ClientView view) {
            return Env.of(variable.name(), view.address());
        }
        if (variable.source() instanceof Peers peers) {
            Peers.Problem problem = peers.problem(group.kind(), group.identity(), group.ports());
            if (problem == null) {
                return Env.of(variable.name(), peers.text(group.identity(), group.ports(), new Dns(site)));
            }
            report.add(settings.finding(PeerRules.MALFORMED, setting, problem.what(), problem.fix()));
            return Env.of(variable.name(), "");
        }
        return variable;
    }

    private boolean refersWell(Setting<Env> setting, Env variable, Set<String> defined, Set<String> all) {
        boolean well = true;
        if (variable.source() instanceof Env.Text text) {
            for (String reference : EnvReferences.in(text.text())) {
                if (!defined.contains(reference)) {
                    EnvRules.Unresolved unresolved = EnvRules.explain(variable.name(), reference, defined, all);
                    report.add(settings.finding(unresolved.rule(), setting, unresolved.what(), unresolved.fix()));
                    well = false;
                }
            }
        }
        return well;
    }

    private Finding duplicate(Setting<Env> setting, String name, boolean computed) {
        return settings.finding(
                EnvRules.DUPLICATE,
                setting,
                name + (computed ? " is computed already" : " was set by an earlier call"),
                computed
                        ? "remove the call; say what the variable is computed from instead"
                        : "keep one of the calls; to replace the value of a base stack, say .withoutEnv(\"" + name
                                + "\") first");
    }

    private static Set<String> names(List<Env> env) {
        Set<String> names = new HashSet<>();
        for (Env variable : env) {
            names.add(variable.name());
        }
        return names;
    }
}
