package dev.statefulstack.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members that differ by ordinal only: what becomes one StatefulSet, or one Deployment where they have no identity.
 *
 * @param zone the zone that all members must run in, or null
 */
public record Group(
        Kind kind,
        Identity identity,
        List<Port> ports,
        Container container,
        Storage storage,
        Lifecycle lifecycle,
        @Nullable String zone) {
    public enum Kind {
        /** Members have names, numbers and volumes that they keep. */
        STATEFUL,
        /** Members are all alike and come and go. */
        STATELESS
    }

    public Group {
        ports = List.copyOf(ports);
    }

    /** Members with an identity, in any zone. */
    public static Group stateful(
            Identity identity, List<Port> ports, Container container, Storage storage, Lifecycle lifecycle) {
        return new Group(Kind.STATEFUL, identity, ports, container, storage, lifecycle, null);
    }

    /** The same group with other environment variables. */
    public Group withEnv(List<Env> env) {
        Container changed = new Container(
                container.name(),
                container.image(),
                container.command(),
                env,
                container.resources(),
                container.security());
        return new Group(kind, identity, ports, changed, storage, lifecycle, zone);
    }
}
