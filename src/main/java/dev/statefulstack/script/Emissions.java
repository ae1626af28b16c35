package dev.statefulstack.script;

import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.StackGroup;
import java.util.List;
import java.util.function.Supplier;

/** Collects what a script emits until it has ended. */
final class Emissions implements Receiver {
    private final StackGroup group = new StackGroup();
    private final Supplier<String> line;

    /** @param line of the statement that runs */
    Emissions(Supplier<String> line) {
        this.line = line;
    }

    @Override
    public void take(List<AnyStack> stacks) {
        for (AnyStack stack : stacks) {
            group.add(stack, line.get());
        }
    }

    StackGroup group() {
        return group;
    }
}
