package dev.statefulstack.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How clients outside of the Kubernetes cluster reach brokers. They connect to each broker by itself, so each gets an
 * address and a Service of its own; one more Service stands for all, where clients begin.
 *
 * <pre>{@code
 * .external(ExternalAccess.loadBalancers("kafka-{id}.example.com"))
 * .external(ExternalAccess.nodePorts("kafka.example.com", 31090))
 * }</pre>
 */
public final class ExternalAccess {
    private final String host;
    private final @Nullable Integer firstPort;
    private final boolean keepsClientAddress;
    private final Map<String, String> annotations;
    private final String typed;

    private ExternalAccess(
            String host,
            @Nullable Integer firstPort,
            boolean keepsClientAddress,
            Map<String, String> annotations,
            String typed) {
        this.host = host;
        this.firstPort = firstPort;
        this.keepsClientAddress = keepsClientAddress;
        this.annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        this.typed = typed;
    }

    /**
     * A load balancer for each broker and one for all.
     *
     * @param hosts the brokers' names, of which <code>{id}</code> (the node id) or <code>{name}</code> (the pod's name)
     *     is a part. With the word {@code bootstrap} in the id's place it is the name for all:
     *     {@code kafka-bootstrap.example.com}. Their DNS records are not made here; see {@link #annotation}.
     */
    public static ExternalAccess loadBalancers(String hosts) {
        return new ExternalAccess(textOf(hosts), null, false, new TreeMap<>(), "loadBalancers(" + quote(hosts) + ")");
    }

    /**
     * A port of every node for each broker, and one for all.
     *
     * @param host a name for the nodes
     * @param firstPort the first broker's port, which ends in that broker's id; the others follow, and the port before
     *     it is for all: 31090 to 31092 and 31089 for ids 0 to 2, 31100 to 31102 and 31099 for ids 100 to 102
     */
    public static ExternalAccess nodePorts(String host, int firstPort) {
        return new ExternalAccess(
                textOf(host), firstPort, false, new TreeMap<>(), "nodePorts(" + quote(host) + ", " + firstPort + ")");
    }

    /**
     * Adds an annotation to each of the Services, or replaces an earlier value.
     *
     * @param key such as {@code external-dns.alpha.kubernetes.io/hostname}
     * @param text in which <code>{host}</code> is the Service's name outside, <code>{id}</code> the node id and
     *     <code>{name}</code> the pod's name; <code>{{</code> and <code>}}</code> are braces
     */
    public ExternalAccess annotation(String key, String text) {
        Map<String, String> more = new TreeMap<>(annotations);
        more.put(text == null ? "" : textOf(key), textOf(text));
        return new ExternalAccess(
                host,
                firstPort,
                keepsClientAddress,
                more,
                typed + ".annotation(" + quote(key) + ", " + quote(text) + ")");
    }

    /**
     * Lets brokers see the client's address, and spares a hop between nodes: {@code externalTrafficPolicy: Local}. Only
     * nodes that run the broker then take its traffic, which load balancers find out.
     */
    public ExternalAccess keepClientAddress() {
        return new ExternalAccess(host, firstPort, true, annotations, typed + ".keepClientAddress()");
    }

    /** Empty for null, which the checks find: mistakes are told all at once, not at the first call. */
    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String quote(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** The name outside, with marks where it differs by broker. */
    String host() {
        return host;
    }

    /** The first broker's port of nodes; null for load balancers. */
    @Nullable
    Integer firstPort() {
        return firstPort;
    }

    boolean keepsClientAddress() {
        return keepsClientAddress;
    }

    Map<String, String> annotations() {
        return annotations;
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return "ExternalAccess." + typed;
    }
}
