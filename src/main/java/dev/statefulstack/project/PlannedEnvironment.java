package dev.statefulstack.project;

import dev.statefulstack.check.Finding;
import dev.statefulstack.stack.StackGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stacks of one environment, before anything is made of them. */
final class PlannedEnvironment {
    private final List<Planned> stacks = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();

    void add(Planned stack) {
        stacks.add(stack);
    }

    /** Adds what a script has emitted, which is checked already. */
    void addAll(StackGroup emitted) {
        for (StackGroup.Member member : emitted.members()) {
            stacks.add(Planned.of(member));
        }
        errors.addAll(emitted.ownErrors());
    }

    List<Planned> stacks() {
        return stacks;
    }

    /** What was wrong with stacks that were checked already. */
    List<Finding> errors() {
        return errors;
    }

    Map<String, List<Planned>> byNamespace() {
        Map<String, List<Planned>> parts = new LinkedHashMap<>();
        for (Planned stack : stacks) {
            parts.computeIfAbsent(stack.stack().namespace(), namespace -> new ArrayList<>())
                    .add(stack);
        }
        return parts;
    }

    /** All stacks, checked by themselves and ready to be checked together. */
    StackGroup group() {
        StackGroup group = new StackGroup();
        for (Planned stack : stacks) {
            stack.addTo(group);
        }
        return group;
    }
}
