///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS dev.statefulstack:statefulstack:0.1.0-SNAPSHOT
//JAVA 17+

import static dev.statefulstack.script.Scripts.emit;

import dev.statefulstack.StatefulStack;

/**
 * Three Kafka nodes for production, as a program of one file: {@code jbang examples/Kafka.java}, or
 * {@code java -cp ... examples/Kafka.java}.
 */
class Kafka {
    public static void main(String[] arguments) {
        emit(StatefulStack.kafka("kafka").namespace("production").replicas(3));
    }
}
