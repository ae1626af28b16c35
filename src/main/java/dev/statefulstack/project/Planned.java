package dev.statefulstack.project;

import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Manifests;
import dev.statefulstack.stack.StackGroup;
import org.jspecify.annotations.Nullable;

/**
 * A stack of a project.
 *
 * <p>Manifests are made again whenever they are needed: a stack gives the same ones each time, and those of thousands of
 * stacks would not fit into memory. Only what a script emits is kept as it was then, since a script's variables go on
 * changing.
 *
 * @param line where it was handed over
 * @param made its manifests, where they were made already
 */
record Planned(AnyStack stack, String line, @Nullable Manifests made) {
    static Planned of(StackGroup.Member member) {
        return new Planned(member.stack(), member.line(), member.manifests());
    }

    Manifests manifests() {
        return made == null ? stack.manifests() : made;
    }

    /** Adds it to stacks that are checked together. */
    void addTo(StackGroup group) {
        if (made == null) {
            group.add(stack, line);
        } else {
            group.add(new StackGroup.Member(stack, made, line));
        }
    }
}
