package dev.statefulstack.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A name in DNS for pods of a role: what becomes one Service.
 *
 * @param outside how clients outside of the cluster come in; null where they don't
 */
public record Access(
        String name,
        Kind kind,
        Role role,
        List<Port> ports,
        @Nullable Outside outside) {
    public enum Kind {
        /** Each member by its own name, ready or not: members look each other up before any of them is ready. */
        MEMBERS,
        /** The addresses of all that are ready, for clients that choose one themselves. */
        BACKENDS,
        /** One address that stands for all that are ready. */
        CLIENTS,
        /** An address outside of the cluster, for one member or for all that are ready. */
        OUTSIDE
    }

    /**
     * The way in from outside.
     *
     * @param member the only one behind the address, or null for all
     * @param nodePort the port that every node of the cluster opens; null for a load balancer of its own
     * @param keepsClientAddress whether members see the client's address; nodes without a member then refuse traffic
     * @param annotations for what reads them, such as the controllers of load balancers and of DNS zones
     */
    public record Outside(
            @Nullable String member,
            @Nullable Integer nodePort,
            boolean keepsClientAddress,
            Map<String, String> annotations) {
        public Outside {
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }
    }

    public Access {
        ports = List.copyOf(ports);
        if ((kind == Kind.OUTSIDE) != (outside != null)) {
            throw new IllegalArgumentException(name + " does not say how clients outside come in, or should not");
        }
    }

    /** Within the cluster. */
    public Access(String name, Kind kind, Role role, List<Port> ports) {
        this(name, kind, role, ports, null);
    }

    /** From outside, at one port. */
    public static Access outside(String name, Role role, Port port, Outside outside) {
        return new Access(name, Kind.OUTSIDE, role, List.of(port), outside);
    }
}
