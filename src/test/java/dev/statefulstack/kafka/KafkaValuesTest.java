package dev.statefulstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.statefulstack.plan.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaValuesTest {
    @Test
    void theClusterIdOfANameNeverChanges() {
        assertThat(ClusterId.derive("production", "kafka")).isEqualTo("6S8L-NwnAfy42lC-Vi3LSQ");
    }

    @Test
    void derivedClusterIdsNeverBeginWithADashAndAreCanonical() {
        // One in 64 begins with a dash before it is hashed again.
        for (int i = 0; i < 2000; i++) {
            String id = ClusterId.derive("production", "kafka-" + i);
            assertThat(ClusterId.isLegal(id)).as(id).isTrue();
            assertThat(ClusterId.isCanonical(id)).as(id).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "node.id,                       KAFKA_NODE_ID",
        "log.retention.hours,           KAFKA_LOG_RETENTION_HOURS",
        "listener.name.client.scram-sha-512.sasl.jaas.config, KAFKA_LISTENER_NAME_CLIENT_SCRAM___SHA___512_SASL_JAAS_CONFIG",
        "a_b.c,                         KAFKA_A__B_C"
    })
    void aKeyIsOneVariableAndBack(String key, String variable) {
        assertThat(KafkaConfig.variable(key)).isEqualTo(variable);
        assertThat(KafkaConfig.key(variable)).isEqualTo(key);
        assertThat(KafkaConfig.isExpressible(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1073741824,1024m", "1024,1k", "1073742848,1048577k", "1000000000,1000000000", "3221225472,3072m"})
    void heapSizesUseTheJvmsLetters(long bytes, String text) {
        assertThat(KafkaEnvironment.jvmSize(bytes)).isEqualTo(text);
    }

    /** Runs the wrapper that Kubernetes 1.27 needs, with a command in the image's place. */
    @ParameterizedTest
    @CsvSource({"kafka-0,0", "kafka-12,12", "my-kafka-2-7,7"})
    void theWrapperExportsTheOrdinal(String pod, String id, @TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: no bash here to run the wrapper with");
        Path run = folder.resolve("run");
        Files.writeString(run, "#!/bin/sh\necho \"id=$KAFKA_NODE_ID\"\n");
        assertThat(run.toFile().setExecutable(true)).isTrue();
        assertThat(bash(Template.load("kafka/node-id.sh").fill("run", run.toString()), pod))
                .isEqualTo("id=" + id + "\n");
    }

    @Test
    void theWrapperStopsWhereThereIsNoOrdinal(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: no bash here to run the wrapper with");
        assertThat(bash(Template.load("kafka/node-id.sh").fill("run", "echo started"), "kafka"))
                .isEmpty();
    }

    private static String bash(String script, String pod) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-ec", script);
        builder.environment().put("POD_NAME", pod);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
