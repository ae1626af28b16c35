package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A stack as its clients see it. An environment variable of another stack can take it: the value is then the address.
 *
 * <pre>{@code
 * var kafka = StatefulStack.kafka("kafka").namespace("production");
 * StatefulStack.of("orders").env("BOOTSTRAP_SERVERS", kafka.clientView());
 * }</pre>
 */
public final class ClientView implements Env.Source {
    private final String host;
    private final List<String> hosts;
    private final List<Port> ports;
    private final Port port;

    private ClientView(String host, List<String> hosts, List<Port> ports, Port port) {
        this.host = host;
        this.hosts = hosts;
        this.ports = ports;
        this.port = port;
    }

    /** Through the first Service for clients, at its first port; null where clients cannot reach the plan. */
    public static @Nullable ClientView of(Plan plan) {
        Access access = access(plan);
        if (access == null) {
            return null;
        }
        Dns dns = new Dns(plan.site());
        List<String> hosts = new ArrayList<>();
        for (Group group : plan.groups()) {
            if (group.kind() == Group.Kind.STATEFUL
                    && access.role().covers(group.identity().role())) {
                for (Member member : group.identity().members(dns)) {
                    hosts.add(member.host());
                }
            }
        }
        return new ClientView(
                dns.service(access.name()),
                hosts,
                access.ports(),
                access.ports().get(0));
    }

    private static @Nullable Access access(Plan plan) {
        for (Access.Kind kind : List.of(Access.Kind.CLIENTS, Access.Kind.BACKENDS)) {
            for (Access access : plan.parts().accesses()) {
                if (access.kind() == kind && !access.ports().isEmpty()) {
                    return access;
                }
            }
        }
        return null;
    }

    /**
     * The same stack at another of its ports for clients.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public ClientView at(String portName) {
        StringJoiner names = new StringJoiner(", ");
        for (Port other : ports) {
            if (other.name().equals(portName)) {
                return new ClientView(host, hosts, ports, other);
            }
            names.add(other.name());
        }
        throw new IllegalArgumentException(host + " has no port '" + portName + "' for clients; there are " + names);
    }

    /** The one address that stands for all members: {@code kafka.production.svc.cluster.local:9092}. */
    public String address() {
        return host + ":" + port.number();
    }

    /**
     * The address of each member, for clients that want to know several of them; empty where members have no names:
     * {@code kafka-0.kafka-headless.production.svc.cluster.local:9092}.
     */
    public List<String> members() {
        List<String> addresses = new ArrayList<>(hosts.size());
        for (String member : hosts) {
            addresses.add(member + ":" + port.number());
        }
        return List.copyOf(addresses);
    }

    /** The address. */
    @Override
    public String toString() {
        return address();
    }
}
