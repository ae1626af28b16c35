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
                .contains(
                        "Usage: statefulstack",
                        "lint      Looks for mistakes",
                        "run       Evaluates a jshell script",
                        "plan      Says what Kubernetes will do");
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

    @Test
    void lintTellsWhatItFindsAndSaysSoByItsExitCode() {
        String wrong = "src/test/resources/lint/rules/cluster-ip-misspelt/wrong.yaml";
        assertThat(run("lint", wrong)).isEqualTo(1);
        assertThat(out()).startsWith(wrong + ":7:14: error: it is 'none', which the API server refuses");
        assertThat(err()).isEmpty();
        assertThat(run("lint", "src/test/resources/lint/rules/cluster-ip-misspelt/right.yaml"))
                .isZero();
        assertThat(run("lint", "--fail-on", "error", "--format", "sarif", wrong))
                .isEqualTo(1);
        assertThat(run("lint", "--fail-on=error", "src/test/resources/lint/rules/grace-period-zero/wrong.yaml"))
                .isZero();
    }

    @Test
    void lintRefusesWhatItCannotUse() {
        assertThat(run("lint")).isEqualTo(2);
        assertThat(run("lint", "no-such-file.yaml")).isEqualTo(2);
        assertThat(run("lint", "--kubernetes-version", "x", "pom.xml")).isEqualTo(2);
        assertThat(run("lint", "--format", "xml", "pom.xml")).isEqualTo(2);
        assertThat(err()).contains("'x' is no Kubernetes version").doesNotContain("Exception");
    }
}
