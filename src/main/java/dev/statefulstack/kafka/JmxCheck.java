package dev.statefulstack.kafka;

import dev.statefulstack.check.Document;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import java.util.List;

/** Whether the finished manifests open JMX to others. */
final class JmxCheck implements ServerCheck {
    private static final Rule OPEN = Rule.warning(
                    "kafka-jmx-open",
                    "the start script opens it on every address and asks nobody for a password, and whoever reaches it can run"
                            + " code in the server",
                    "apache/kafka bin/kafka-run-class.sh")
            .ofStacks("say .metrics(KafkaMetrics.agent(image, jar)) to be measured, or set KAFKA_JMX_OPTS with"
                    + " authentication");

    /** Flags of the JVM that take the place of those of the start script. */
    private static final String OPTIONS = "KAFKA_JMX_OPTS";

    @Override
    public List<Rule> rules() {
        return List.of(OPEN);
    }

    @Override
    public void look(List<Server> servers, List<Document> documents, Report report) {
        for (Server server : servers) {
            for (String port : List.of("KAFKA_JMX_PORT", "JMX_PORT")) {
                if (server.variable(port) != null && server.env(OPTIONS).isEmpty() && !server.isUnseen(OPTIONS)) {
                    server.reportEnv(
                            report,
                            OPEN,
                            port,
                            port + " is '" + server.env(port) + "', and " + OPTIONS + " is not set",
                            "set " + OPTIONS + " with authentication, or remove " + port
                                    + " and measure by an agent in the server");
                }
            }
        }
    }
}
