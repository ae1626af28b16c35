package dev.statefulstack.kafka;

import dev.statefulstack.plan.Port;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How Prometheus gets the measurements of brokers and controllers: the Java agent of its JMX exporter runs in each server
 * and answers plain HTTP. Tools in the same container run without it.
 *
 * <pre>{@code
 * .metrics(KafkaMetrics.agent("registry.example.com/base/jmx-exporter:1.0.1", "/jmx_prometheus_javaagent.jar")
 *         .serviceMonitor("release", "kube-prometheus-stack"))
 * }</pre>
 */
public final class KafkaMetrics {
    /** What the port is called in pods and Services. */
    static final String PORT = "metrics";

    /** The port that Strimzi has for the same. Source: Prometheus wiki, default port allocations. */
    private static final int DEFAULT_PORT = 9404;

    private final @Nullable String image;
    private final String agent;
    private final String typed;
    private int port = DEFAULT_PORT;
    private @Nullable String rules;
    private Set<String> scrapers = Collections.emptySet();
    private @Nullable Map<String, String> monitorLabels;

    private KafkaMetrics(@Nullable String image, String agent, String typed) {
        this.image = image;
        this.agent = agent;
        this.typed = typed;
    }

    /** A copy that nobody else has yet, so that its maker may change it. */
    private KafkaMetrics then(String call) {
        KafkaMetrics copy = new KafkaMetrics(image, agent, typed + call);
        copy.port = port;
        copy.rules = rules;
        copy.scrapers = scrapers;
        copy.monitorLabels = monitorLabels;
        return copy;
    }

    /**
     * With the agent of an image, from which an init container copies it. The project of the exporter publishes a jar
     * and no image, so it is one of yours; any with the jar and the command {@code cp} will do.
     *
     * @param image with a tag other than {@code latest}, or a digest
     * @param jar the agent's path in the image: {@code io.prometheus.jmx:jmx_prometheus_javaagent}, 0.20 or newer
     */
    public static KafkaMetrics agent(String image, String jar) {
        return new KafkaMetrics(textOf(image), textOf(jar), "agent(" + quote(image) + ", " + quote(jar) + ")");
    }

    /**
     * With an agent that the server's own image has. Confluent's images have one, whose name changes with its version:
     * {@code /usr/share/java/cp-base-new/jmx_prometheus_javaagent-<version>.jar}.
     *
     * @param jar the agent's path in the image
     */
    public static KafkaMetrics agentOfServerImage(String jar) {
        return new KafkaMetrics(null, textOf(jar), "agentOfServerImage(" + quote(jar) + ")");
    }

    /** Sets the port. Default: 9404. */
    public KafkaMetrics port(int number) {
        KafkaMetrics changed = then(".port(" + number + ")");
        changed.port = number;
        return changed;
    }

    /**
     * Sets the agent's configuration. Default: the requests, replicas, disks and quorum that dashboards and alerts ask
     * for, under the names of Strimzi's and the exporter's own examples. A change reaches running servers.
     *
     * @param yaml a whole file, as the documentation of the JMX exporter describes it
     */
    public KafkaMetrics rules(String yaml) {
        KafkaMetrics changed = then(".rules(" + firstLine(yaml) + ")");
        changed.rules = textOf(yaml);
        return changed;
    }

    /**
     * Lets only pods of this namespace reach the port; may be called for several. Default: pods of all. Measurements
     * are no secrets, but the names of topics are among them.
     *
     * @param namespace in which Prometheus runs, such as {@code monitoring}
     */
    public KafkaMetrics scrapedFrom(String namespace) {
        KafkaMetrics changed = then(".scrapedFrom(" + quote(namespace) + ")");
        Set<String> more = new TreeSet<>(scrapers);
        more.add(textOf(namespace));
        changed.scrapers = Collections.unmodifiableSet(more);
        return changed;
    }

    /** Adds a ServiceMonitor, for the operator of Prometheus. Default: none; clusters without the operator refuse it. */
    public KafkaMetrics serviceMonitor() {
        return withMonitor(".serviceMonitor()", labels());
    }

    /**
     * Adds a ServiceMonitor with a label; may be called for several labels. A Prometheus takes those that its
     * {@code serviceMonitorSelector} selects: where Helm has installed kube-prometheus-stack, the label
     * {@code release} with the name of the release.
     */
    public KafkaMetrics serviceMonitor(String label, String value) {
        Map<String, String> more = labels();
        more.put(textOf(label), textOf(value));
        return withMonitor(".serviceMonitor(" + quote(label) + ", " + quote(value) + ")", more);
    }

    private KafkaMetrics withMonitor(String call, Map<String, String> labels) {
        KafkaMetrics changed = then(call);
        changed.monitorLabels = Collections.unmodifiableMap(labels);
        return changed;
    }

    private Map<String, String> labels() {
        return monitorLabels == null ? new TreeMap<>() : new TreeMap<>(monitorLabels);
    }

    /** Empty for null, which the checks find: mistakes are told all at once, not at the first call. */
    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String quote(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static String firstLine(@Nullable String text) {
        int end = text == null ? -1 : text.indexOf('\n');
        return text == null || end < 0 ? quote(text) : "\"" + text.substring(0, end) + "...\"";
    }

    /** Where the agent is copied from; null where the server's image has it. */
    @Nullable
    String image() {
        return image;
    }

    String agent() {
        return agent;
    }

    /** What answers there is no client and no member. */
    Port port() {
        return new Port(PORT, port, Port.Role.METRICS, "http");
    }

    /** The agent's configuration; null for ours. */
    @Nullable
    String rules() {
        return rules;
    }

    Set<String> scrapers() {
        return scrapers;
    }

    /** Null where no ServiceMonitor is wanted. */
    @Nullable
    Map<String, String> monitorLabels() {
        return monitorLabels;
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return "KafkaMetrics." + typed;
    }
}
