package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.schema.Schemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Documentation that cannot rot: each script of the examples gives manifests without a warning. */
class EveryExampleTest {
    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void anExampleRunsWithoutAWarning(Path script) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new ScriptRunner(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(script.toString());

        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("error  ", "warning  ", "error:");
        assertThat(exitCode).isZero();
        assertThat(new Yaml().loadAll(out.toString(StandardCharsets.UTF_8)))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(document -> assertThat(document.toString()).contains("kind=", "apiVersion="));
        assertThat(Schemas.errorsIn(out.toString(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Files.readString(script)).as("no example silences a rule").doesNotContain(".allow(");
    }

    @Test
    void everySystemHasAnExample() throws IOException {
        assertThat(scripts().stream().map(script -> script.getFileName().toString()))
                .contains(
                        "kafka.jsh",
                        "cassandra.jsh",
                        "elasticsearch.jsh",
                        "my-app.jsh",
                        "zookeeper.jsh",
                        "etcd.jsh",
                        "grpc-service.jsh");
    }
}
