package dev.statefulstack.plan;

/**
 * A check that a TCP port accepts connections.
 *
 * @param port by name
 * @param period seconds from one check to the next
 * @param timeout seconds that one check may take
 * @param failures how many failed checks in a row count
 */
public record Probe(String port, int period, int timeout, int failures) {}
