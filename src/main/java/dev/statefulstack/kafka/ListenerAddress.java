package dev.statefulstack.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An item of {@code listeners} or {@code advertised.listeners}: {@code CLIENT://host:9092}.
 *
 * @param port as it is written: it may hold a reference
 */
record ListenerAddress(String name, String host, String port) {
    /** Those of the items that are written like one. */
    static List<ListenerAddress> in(List<String> items) {
        List<ListenerAddress> listeners = new ArrayList<>();
        for (String item : items) {
            int name = item.indexOf("://");
            int port = item.lastIndexOf(':');
            if (name > 0 && port >= name + 3) {
                listeners.add(new ListenerAddress(
                        item.substring(0, name).toUpperCase(Locale.ROOT),
                        item.substring(name + 3, port),
                        item.substring(port + 1)));
            }
        }
        return listeners;
    }

    /** Whether something in the address differs from pod to pod, or is not known here. */
    boolean hasReference() {
        return host.contains("$") || port.contains("$");
    }

    /** Whether only pods of the cluster can resolve the host. */
    boolean isInCluster() {
        String labels = "." + host + ".";
        return labels.contains(".svc.") || (host.indexOf('.') < 0 && !isReference());
    }

    /** Whether the host listens or answers on this machine only, or everywhere. */
    boolean isNoAddress() {
        return List.of("", "0.0.0.0", "::", "[::]", "localhost", "127.0.0.1", "[::1]")
                .contains(host);
    }

    /** Whether the whole host is filled in when the pod starts, by Kubernetes or by Kafka. */
    private boolean isReference() {
        return host.startsWith("$") && !host.startsWith("$(POD_NAME)");
    }

    @Override
    public String toString() {
        return name + "://" + host + ":" + port;
    }
}
