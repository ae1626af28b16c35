package dev.statefulstack.kafka;

import dev.statefulstack.plan.ConfigData;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Monitor;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Storage;
import dev.statefulstack.plan.Template;
import dev.statefulstack.stack.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The agent in the server: its jar, its configuration, and the flag that loads it.
 *
 * <p>The start script gives {@code EXTRA_ARGS} to the server only. What stands in {@code KAFKA_OPTS} reaches every tool
 * that is run in the container, and each would open the agent's port again: address already in use. Source:
 * bin/kafka-server-start.sh and bin/kafka-run-class.sh of apache/kafka and confluentinc/kafka; bitnami/charts issues
 * 1522 and 24709.
 */
final class MetricsAgent {
    /** What the start script passes on to the server alone. */
    static final String SERVER_ARGUMENTS = "EXTRA_ARGS";

    /** What the start script has in the variable by itself. */
    private static final String OWN_ARGUMENTS = "-name kafkaServer -loggc";

    /** Outside of the directories of all images. */
    private static final String JAR_DIRECTORY = "/opt/statefulstack/metrics";

    private static final String RULES_DIRECTORY = "/etc/statefulstack/metrics";

    private static final String RULES_FILE = "metrics.yaml";

    private final Settings settings;
    private final KafkaMetrics metrics;

    MetricsAgent(Settings settings, KafkaMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    Port port() {
        return metrics.port();
    }

    /** From where the port may be reached; empty for everywhere. */
    List<String> scrapers() {
        return List.copyOf(metrics.scrapers());
    }

    Env variable() {
        return Env.of(
                SERVER_ARGUMENTS,
                OWN_ARGUMENTS + " -javaagent:" + jar() + "=" + metrics.port().number() + ":" + RULES_DIRECTORY + "/"
                        + RULES_FILE);
    }

    private String jar() {
        String file = metrics.agent();
        return metrics.image() == null ? file : JAR_DIRECTORY + file.substring(file.lastIndexOf('/'));
    }

    /** A directory, which the kubelet keeps up to date, and the agent looks at before each answer. */
    List<Storage.Files> files() {
        return List.of(new Storage.Files(
                "metrics", RULES_DIRECTORY, Storage.Files.Source.CONFIG_MAP, configMap(settings.name())));
    }

    List<Storage.Copy> copies() {
        return metrics.image() == null
                ? List.of()
                : List.of(new Storage.Copy("metrics-agent", JAR_DIRECTORY, "64Mi", metrics.image(), metrics.agent()));
    }

    ConfigData config() {
        Map<String, String> files = new TreeMap<>();
        String rules = metrics.rules();
        files.put(
                RULES_FILE, rules == null ? Template.load("kafka/metrics.yaml").fill() : rules);
        return new ConfigData(configMap(settings.name()), files);
    }

    List<Monitor> monitors() {
        Map<String, String> labels = metrics.monitorLabels();
        return labels == null
                ? List.of()
                : List.of(new Monitor(settings.name(), metrics.port().name(), labels));
    }

    static String configMap(String stack) {
        return stack + "-metrics";
    }
}
