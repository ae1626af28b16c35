package dev.statefulstack.resources;

import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.GRPCAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The probes of a container. */
final class Probes {
    private Probes() {}

    static io.fabric8.kubernetes.api.model.@Nullable Probe of(@Nullable Probe wanted, List<Port> ports) {
        if (wanted == null) {
            return null;
        }
        io.fabric8.kubernetes.api.model.Probe probe = new io.fabric8.kubernetes.api.model.Probe();
        Probe.Action action = wanted.action();
        if (action instanceof Probe.Tcp tcp) {
            probe.setTcpSocket(new TCPSocketAction(null, new IntOrString(tcp.port())));
        } else if (action instanceof Probe.Http http) {
            HTTPGetAction get = new HTTPGetAction();
            get.setPath(http.path());
            get.setPort(new IntOrString(http.port()));
            probe.setHttpGet(get);
        } else if (action instanceof Probe.Exec exec) {
            probe.setExec(new ExecAction(new ArrayList<>(exec.command())));
        } else if (action instanceof Probe.Grpc grpc) {
            GRPCAction check = new GRPCAction();
            check.setPort(number(grpc.port(), ports));
            probe.setGrpc(check);
        }
        probe.setPeriodSeconds(wanted.period());
        probe.setTimeoutSeconds(wanted.timeout());
        probe.setFailureThreshold(wanted.failures());
        return probe;
    }

    /** A gRPC probe takes a number only. */
    private static int number(String name, List<Port> ports) {
        for (Port port : ports) {
            if (port.name().equals(name)) {
                return port.number();
            }
        }
        throw new IllegalStateException("there is no port " + name);
    }
}
