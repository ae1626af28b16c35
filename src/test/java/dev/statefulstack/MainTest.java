package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .contains("Usage: statefulstack", "lint  Looks for mistakes", "run   Evaluates a jshell script");
        assertThat(err()).isEmpty();
    }

    @Test
    void theHelpOfRunListsItsExitCodes() {
        assertThat(run("run", "--help")).isZero();
        assertThat(out()).contains("SCRIPT", "0   the manifests were printed", "2   the command line is wrong");
    }

    @Test
    void theVersionNamesTheProgram() {
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("statefulstack ");
    }

    @Test
    void runPrintsTheManifests() {
        assertThat(run("run", "examples/kafka.jsh")).isZero();
        assertThat(out())
                .isEqualTo(StatefulStack.kafka("kafka")
                        .namespace("production")
                        .replicas(3)
                        .yaml());
        assertThat(err()).isEmpty();
    }

    @Test
    void noCommandIsAnError() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("Missing required subcommand", "Usage:");
        assertThat(out()).isEmpty();
    }

    @Test
    void anUnknownCommandIsAnError() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err()).contains("'fly'");
        assertThat(out()).isEmpty();
    }

    @Test
    void runWithoutAScriptIsAnError() {
        assertThat(run("run")).isEqualTo(2);
        assertThat(err()).contains("'SCRIPT'");
        assertThat(out()).isEmpty();
    }

    @Test
    void theRunnersExitCodeIsTheCommands() {
        assertThat(run("run", "examples/missing.jsh")).isEqualTo(2);
        assertThat(err()).startsWith("examples/missing.jsh: there is no such file");
        assertThat(out()).isEmpty();
    }
}
