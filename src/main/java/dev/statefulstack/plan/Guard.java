package dev.statefulstack.plan;

import java.util.List;

/**
 * What protects the pods of a role together: a disruption budget and a network policy.
 *
 * @param ports of these pods; clients may reach theirs from anywhere, the others only pods of the stack
 * @param maxUnavailable how many of the pods may be drained at once
 * @param scrapers the namespaces from which ports for measurements may be reached; empty for all
 */
public record Guard(String name, Role role, List<Port> ports, int maxUnavailable, List<String> scrapers) {
    public Guard {
        ports = List.copyOf(ports);
        scrapers = List.copyOf(scrapers);
    }

    /** Measurements may be collected from anywhere. */
    public Guard(String name, Role role, List<Port> ports, int maxUnavailable) {
        this(name, role, ports, maxUnavailable, List.of());
    }
}
