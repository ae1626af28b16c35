package dev.statefulstack.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A port that members listen on. Everything else refers to it by name.
 *
 * @param name the protocol's short name; it is what SRV queries ask for, so at most {@value Names#PORT} characters
 * @param appProtocol what service meshes should take the traffic for
 */
public record Port(String name, int number, Role role, String appProtocol) {
    /** Who connects. */
    public enum Role {
        /** Clients from anywhere: the port stands in the client Service. */
        CLIENT,
        /** Members of the same stack only. */
        PEER,
        /** Whatever collects measurements, member by member: the port stands in the headless Service only. */
        METRICS,
        /** Nobody but the kubelet: the port stands in no Service. */
        PROBE
    }

    /** Highest port number of TCP and UDP. */
    public static final int HIGHEST = 65535;

    /** HTTP/2 without TLS, which is what gRPC runs on. */
    private static final String GRPC = "kubernetes.io/h2c";

    /** A port whose protocol its name tells, where it is one that meshes and gateways know. */
    public static Port named(String name, int number, Role role) {
        return new Port(name, number, role, appProtocol(name));
    }

    /** Source: Kubernetes, "Application protocol" of Services. */
    private static String appProtocol(String name) {
        int dash = name.indexOf('-');
        return switch (dash < 0 ? name : name.substring(0, dash)) {
            case "grpc" -> GRPC;
            case "http" -> "http";
            case "https" -> "https";
            default -> "tcp";
        };
    }

    /** Whether gRPC is spoken there, without TLS. */
    public boolean isGrpc() {
        return appProtocol.equals(GRPC);
    }

    /** Those of {@code ports} with the role. */
    public static List<Port> withRole(List<Port> ports, Role role) {
        List<Port> found = new ArrayList<>();
        for (Port port : ports) {
            if (port.role() == role) {
                found.add(port);
            }
        }
        return found;
    }

    public static boolean isLegal(int number) {
        return number >= 1 && number <= HIGHEST;
    }
}
