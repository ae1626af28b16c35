package dev.statefulstack.kafka;

import dev.statefulstack.plan.Access;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Member;
import dev.statefulstack.plan.PeerExpression;
import dev.statefulstack.plan.Port;
import dev.statefulstack.stack.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses outside of the cluster, as brokers advertise them, as Services have them and as clients begin with them.
 * All come from here: an advertised port or name that no Service has is the usual failure.
 */
final class External {
    /** The name of the listener's port. */
    static final String PORT = "external";

    static final String LISTENER = "EXTERNAL";

    /** What stands in the place of an id for all brokers. */
    static final String ALL = "bootstrap";

    /** What Kubernetes replaces by a broker's id. */
    static final String OWN_ID = "$(KAFKA_NODE_ID)";

    private final Settings settings;
    private final ExternalAccess access;
    private final int port;

    private External(Settings settings, ExternalAccess access) {
        this.settings = settings;
        this.access = access;
        this.port = settings.options().get(KafkaOptions.EXTERNAL_PORT);
    }

    /** Null where there is no way in from outside. */
    static @Nullable External of(Settings settings) {
        ExternalAccess access = settings.options().find(KafkaOptions.EXTERNAL);
        return access == null ? null : new External(settings, access);
    }

    /** What each broker advertises. Kubernetes puts id and name in, so the same text serves all of them. */
    String advertised(Identity brokers) {
        Member self = new Member(OWN_ID, "$(" + Env.OWN_NAME + ")", "");
        Integer first = access.firstPort();
        // Digits before the id: no sum could stand here.
        String ownPort = first == null ? Integer.toString(port) : prefix(first, brokers.firstOrdinal()) + OWN_ID;
        return LISTENER + "://" + host(access, self) + ":" + ownPort;
    }

    /** Where clients outside begin. */
    String bootstrap() {
        Integer first = access.firstPort();
        return host(access, all(settings.name())) + ":" + (first == null ? port : first - 1);
    }

    /** What certificates need: a wildcard where it stands for what differs, else every name. */
    List<String> certificateNames(Identity brokers) {
        String host = access.host();
        int dot = host.indexOf('.');
        if (dot > 0 && host.lastIndexOf('{') < dot && host.indexOf('{') >= 0) {
            return List.of("*" + host.substring(dot));
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(host(access, all(settings.name())));
        brokers.members(settings.dns()).forEach(member -> names.add(host(access, member)));
        return List.copyOf(names);
    }

    /** One for all brokers, and one for each. */
    List<Access> accesses(Identity brokers) {
        List<Access> accesses = new ArrayList<>();
        Integer first = access.firstPort();
        accesses.add(access(brokers, all(settings.name()), null, first == null ? null : first - 1));
        Integer next = first;
        for (Member member : brokers.members(settings.dns())) {
            accesses.add(access(brokers, member, member.name(), next));
            next = next == null ? null : next + 1;
        }
        return accesses;
    }

    private Access access(Identity brokers, Member member, @Nullable String pod, @Nullable Integer nodePort) {
        Member outside = new Member(member.id(), member.name(), host(access, member));
        Map<String, String> annotations = new TreeMap<>();
        access.annotations()
                .forEach((key, text) ->
                        annotations.put(key, PeerExpression.of(text).forOne(outside, List.of())));
        return Access.outside(
                service(settings.name(), member.id()),
                brokers.role(),
                port(port),
                new Access.Outside(pod, nodePort, access.keepsClientAddress(), annotations));
    }

    /** Open to everybody, like the port for clients inside. */
    static Port port(int number) {
        return new Port(PORT, number, Port.Role.CLIENT, "tcp");
    }

    /** How the Service of a broker, or of all, is called. */
    static String service(String stack, String id) {
        return stack + "-" + PORT + "-" + id;
    }

    /** What stands for all brokers wherever a broker's id or name would stand. */
    static Member all(String stack) {
        return new Member(ALL, stack + "-" + ALL, "");
    }

    /** The name of a broker outside. */
    static String host(ExternalAccess access, Member member) {
        return access.firstPort() == null ? PeerExpression.of(access.host()).forOne(member, List.of()) : access.host();
    }

    /** The digits of a port before an id that it ends in. */
    private static String prefix(int port, int id) {
        String text = Integer.toString(port);
        return text.substring(0, text.length() - Integer.toString(id).length());
    }
}
