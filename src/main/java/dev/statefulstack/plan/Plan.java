package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/** A stateful system as any orchestrator could run it: computed, complete, and free of Kubernetes objects. */
public record Plan(Site site, Labels labels, List<Group> groups, Placement placement, Protection protection) {
    /**
     * What guards a running stack.
     *
     * @param budget keep members from being drained together
     * @param networkPolicy let only members reach the ports between members
     */
    public record Protection(boolean budget, boolean networkPolicy) {}

    public Plan {
        groups = List.copyOf(groups);
    }

    /** The same plan with other groups. */
    public Plan withGroups(List<Group> changed) {
        return new Plan(site, labels, changed, placement, protection);
    }

    /** The Service that clients use; its name is the stack's. */
    public String clientService() {
        return labels.stack();
    }

    /** The groups that clients connect to. */
    public List<Group> clientGroups() {
        List<Group> found = new ArrayList<>();
        for (Group group : groups) {
            if (!group.clientPorts().isEmpty()) {
                found.add(group);
            }
        }
        return found;
    }
}
