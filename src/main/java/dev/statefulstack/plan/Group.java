package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/** Members that differ by ordinal only: what becomes one StatefulSet with its headless Service. */
public record Group(Identity identity, List<Port> ports, Container container, Storage storage, Lifecycle lifecycle) {
    public Group {
        ports = List.copyOf(ports);
    }

    /** The same group with other environment variables. */
    public Group withEnv(List<Env> env) {
        Container changed = new Container(
                container.name(), container.image(), container.command(), env, container.resources(), container.user());
        return new Group(identity, ports, changed, storage, lifecycle);
    }

    /** The ports that clients connect to; empty when the group serves members only. */
    public List<Port> clientPorts() {
        return portsOf(Port.Role.CLIENT);
    }

    public List<Port> peerPorts() {
        return portsOf(Port.Role.PEER);
    }

    private List<Port> portsOf(Port.Role role) {
        List<Port> found = new ArrayList<>();
        for (Port port : ports) {
            if (port.role() == role) {
                found.add(port);
            }
        }
        return found;
    }
}
