package it;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.List;

public final class Stacks implements StackProvider {
    @Override
    public List<Environment> environments() {
        return List.of(Environment.only());
    }
}
