package it;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.List;

public final class Stacks implements StackProvider {
    @Override
    public List<Environment> environments() {
        System.out.println("printed by a provider");
        return List.of(Environment.only(kafka(), kafka().namespace("test")));
    }

    /** For scripts. */
    public static dev.statefulstack.kafka.KafkaStack kafka() {
        return StatefulStack.kafka("kafka").namespace("production").bare();
    }
}
