package dev.statefulstack.plan;

import java.util.List;

/**
 * Something that runs once beside the members and ends: what becomes one Job.
 *
 * <p>Its pods carry labels of their own, so that nothing that selects members counts them.
 *
 * @param purpose what it is for, which is the last part of its name
 * @param reaches the ports of members that it connects to
 */
public record Task(String purpose, Container container, Storage storage, List<Port> reaches) {
    public Task {
        reaches = List.copyOf(reaches);
    }

    /** The name of the Job: {@code kafka-scram-users}. */
    public static String name(String stack, String purpose) {
        return stack + "-" + purpose;
    }
}
