package dev.statefulstack.stack;

import java.util.List;

/**
 * What a platform repository has. Maven's goals find each public class of a project that implements this interface and
 * has a public constructor without parameters.
 *
 * <pre>{@code
 * public final class Platform implements StackProvider {
 *     private static final KafkaStack KAFKA = StatefulStack.kafka("kafka").storage("200Gi");
 *
 *     @Override
 *     public List<Environment> environments() {
 *         return List.of(
 *                 Environment.of("staging", KAFKA.namespace("staging").replicas(1)),
 *                 Environment.of("production", KAFKA.namespace("production").replicas(3)));
 *     }
 * }
 * }</pre>
 */
public interface StackProvider {
    /** The environments with their stacks; several providers may add to one. Called once for each run. */
    List<Environment> environments();
}
