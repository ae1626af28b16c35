package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/** A stateful system as any orchestrator could run it: computed, complete, and free of Kubernetes objects. */
public record Plan(Site site, Labels labels, Placement placement, Protection protection, Parts parts) {
    /**
     * What the system consists of.
     *
     * @param accesses in the order in which a reader wants them: members first, then clients
     */
    public record Parts(
            List<Group> groups,
            List<Access> accesses,
            List<Guard> guards,
            List<ConfigData> configs,
            List<Task> tasks,
            List<Monitor> monitors) {
        /** Without tasks and monitors. */
        public Parts(List<Group> groups, List<Access> accesses, List<Guard> guards, List<ConfigData> configs) {
            this(groups, accesses, guards, configs, List.of(), List.of());
        }

        public Parts {
            groups = List.copyOf(groups);
            accesses = List.copyOf(accesses);
            guards = List.copyOf(guards);
            configs = List.copyOf(configs);
            tasks = List.copyOf(tasks);
            monitors = List.copyOf(monitors);
        }
    }

    /**
     * Which guards the user wants.
     *
     * @param budgets keep members from being drained together
     * @param networkPolicies let only members reach the ports between members
     */
    public record Protection(boolean budgets, boolean networkPolicies) {}

    public List<Group> groups() {
        return parts.groups();
    }

    /** How many members the role covers. */
    public int members(Role role) {
        int members = 0;
        for (Group group : groups()) {
            members += role.covers(group.identity().role()) ? group.identity().replicas() : 0;
        }
        return members;
    }

    /**
     * The same plan with one more ConfigMap, whose change rolls the pods: its checksum stands in the pod template. What
     * is mounted file by file, or read at the start only, would otherwise change with whichever pod happens to restart.
     */
    public Plan withRollingConfig(ConfigData config) {
        List<ConfigData> configs = new ArrayList<>(parts.configs());
        configs.add(config);
        Parts with =
                new Parts(parts.groups(), parts.accesses(), parts.guards(), configs, parts.tasks(), parts.monitors());
        return new Plan(
                site, labels.withPodAnnotation(Labels.CONFIG_CHECKSUM, config.checksum()), placement, protection, with);
    }

    /** The same plan with other groups. */
    public Plan withGroups(List<Group> changed) {
        Parts with =
                new Parts(changed, parts.accesses(), parts.guards(), parts.configs(), parts.tasks(), parts.monitors());
        return new Plan(site, labels, placement, protection, with);
    }
}
