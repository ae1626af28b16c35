package dev.statefulstack.plan;

import java.util.List;

/** A name in DNS for pods of a role: what becomes one Service. */
public record Access(String name, Kind kind, Role role, List<Port> ports) {
    public enum Kind {
        /** Each member by its own name, ready or not: members look each other up before any of them is ready. */
        MEMBERS,
        /** The addresses of all that are ready, for clients that choose one themselves. */
        BACKENDS,
        /** One address that stands for all that are ready. */
        CLIENTS
    }

    public Access {
        ports = List.copyOf(ports);
    }
}
