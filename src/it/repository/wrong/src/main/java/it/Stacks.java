package it;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.List;

public final class Stacks implements StackProvider {
    @Override
    public List<Environment> environments() {
        return List.of(
                Environment.of(
                        "staging",
                        StatefulStack.kafka("kafka").namespace("staging").replicas(2)),
                Environment.of(
                        "production",
                        StatefulStack.kafka("kafka").namespace("production").replicas(6)));
    }
}
