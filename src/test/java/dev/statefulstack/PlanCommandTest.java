package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

public class PlanCommandTest {
    private static final String ROWS = "src/test/resources/change/";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int plan(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.run(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                all);
    }

    private int row(String name, String... options) {
        String[] arguments = new String[options.length + 2];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = ROWS + name + "/old.yaml";
        arguments[options.length + 1] = ROWS + name + "/new.yaml";
        return plan(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "template-defaults, 0",
        "template-image, 0",
        "client-to-node-port, 0",
        "object-gone, 0",
        "claim-size, 1",
        "headless-removed, 1",
        "kafka-cluster-id, 1"
    })
    void theExitCodeIsThatOfTheWorstVerdict(String row, int exitCode) {
        assertThat(row(row)).isEqualTo(exitCode);
        assertThat(err()).isEmpty();
    }

    @Test
    void whatFailsCanBeChosen() {
        assertThat(row("claim-size", "--fail-on", "none")).isZero();
        assertThat(row("template-image", "--fail-on", "rolls,in-place")).isEqualTo(1);
        assertThat(row("set-labels", "--fail-on", "no-effect")).isEqualTo(1);
    }

    @Test
    void theLastLineIsTheSummary() {
        row("target-port-renamed");
        assertThat(out()).endsWith("\n\n1 at risk, 1 rolls 3 pods, 1 in place\n");
    }

    @Test
    void theWorstObjectComesFirst() {
        row("headless-renamed");
        assertThat(out()).startsWith("StatefulSet production/db\n  rejected  sts-immutable-field  spec.serviceName  (");
    }

    @Test
    void theVersionOfTheClusterDecides() {
        assertThat(row("revision-history-limit", "--kubernetes-version", "1.32"))
                .isEqualTo(1);
        assertThat(row("revision-history-limit", "--kubernetes-version", "1.33"))
                .isZero();
        assertThat(row("upgrade-1.34", "--from-kubernetes-version", "1.33", "--kubernetes-version", "v1.34.2"))
                .isEqualTo(1);
    }

    @Test
    void jsonHasEverythingThatTheTextHas() {
        assertThat(row("kafka-brokers-down", "--format", "json")).isEqualTo(1);
        Map<String, Object> report = new Yaml().load(out());
        assertThat(report).containsEntry("summary", "1 at risk");
        Object verdict = ((List<?>) report.get("verdicts")).get(0);
        assertThat(verdict)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("effect", "at-risk")
                .containsEntry("id", "kafka-brokers-removed")
                .containsEntry("severity", "warning")
                .containsEntry("kind", "StatefulSet")
                .containsEntry("namespace", "production")
                .containsEntry("name", "broker")
                .containsEntry("path", "spec.replicas")
                .containsEntry("old", Map.of("file", ROWS + "kafka-brokers-down/old.yaml", "line", 8, "column", 13))
                .containsKeys("new", "what", "why", "do", "source");
    }

    @Test
    void theNewVersionCanComeFromStandardInput() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(ROWS + "template-image/new.yaml"))));
            assertThat(plan(ROWS + "template-image/old.yaml", "-")).isZero();
            assertThat(out()).endsWith("1 rolls 3 pods\n");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(plan(ROWS + "template-image/old.yaml", "-")).isEqualTo(2);
            assertThat(err()).isEqualTo("plan: standard input: there are no manifests in it\n");
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere | golden/kafka/bare.approved.yaml | there is no file or folder 'nowhere'",
                "no-such-revision:golden | golden/kafka/bare.approved.yaml | no-such-revision:golden: git cannot read it",
                "golden/kafka/bare.approved.yaml | README.md | README.md:",
                "golden/kafka/bare.approved.yaml | src/main/java | src/main/java: there are no manifests in it",
                "golden/kafka/bare.approved.yaml | golden/cassandra/bare.approved.yaml | no object is in both versions"
            })
    void whatCannotBeComparedEndsWithTwo(String old, String now, String message) {
        assertThat(plan(old, now)).isEqualTo(2);
        assertThat(err()).startsWith("plan: ").contains(message).doesNotContain("Exception", "\tat ");
        assertThat(out()).isEmpty();
    }

    /** A project whose numbers of brokers each test says. */
    public static final class Platform implements StackProvider {
        static int brokers = 3;

        @Override
        public List<Environment> environments() {
            KafkaStack kafka =
                    StatefulStack.kafka("kafka").namespace("production").dedicatedControllers(3);
            return List.of(
                    Environment.of("staging", kafka.replicas(3)),
                    Environment.of("production", kafka.replicas(brokers)));
        }
    }

    private int planStacks(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--provider", Platform.class.getName()));
        arguments.addAll(List.of(options));
        arguments.add(manifests());
        return plan(arguments.toArray(new String[0]));
    }

    @Test
    void theStacksOfAProjectAreHeldAgainstTheFolderThatTheyWereWrittenTo() {
        Platform.brokers = 3;
        assertThat(planStacks()).isZero();
        assertThat(out()).contains("== staging\n", "\n== production\n", " created\n");

        out.reset();
        assertThat(Main.run(
                        new PrintStream(out),
                        new PrintStream(err),
                        "generate",
                        "--provider",
                        Platform.class.getName(),
                        "--output",
                        manifests()))
                .isZero();
        out.reset();
        assertThat(planStacks()).isZero();
        assertThat(out()).doesNotContain("created", "kafka-broker");

        out.reset();
        Platform.brokers = 2;
        assertThat(planStacks()).isEqualTo(1);
        assertThat(out())
                .contains(
                        "== production\nStatefulSet production/kafka-broker\n", manifests() + "/production/kafka.yaml:")
                .contains("3 -> 2");

        out.reset();
        assertThat(planStacks("--environment", "staging")).isZero();
        assertThat(out()).doesNotContain("==", "3 -> 2");
        assertThat(planStacks("--environment", "prod")).isEqualTo(2);
        assertThat(err()).contains("there are 'staging', 'production'");

        out.reset();
        assertThat(planStacks("--format", "json")).isEqualTo(1);
        Map<String, Object> report = new Yaml().load(out());
        assertThat((List<?>) report.get("environments"))
                .extracting("environment", "summary")
                .containsExactly(tuple("staging", "nothing changes"), tuple("production", "1 at risk, 2 rolls 5 pods"));
    }

    private String manifests() {
        return folder.resolve("manifests").toString();
    }

    /** Environments of which one's folder lies in the other's, and one that is gone later. */
    public static final class Nested implements StackProvider {
        static boolean withStaging = true;

        @Override
        public List<Environment> environments() {
            KafkaStack kafka = StatefulStack.kafka("kafka").namespace("production");
            List<Environment> all =
                    new ArrayList<>(List.of(Environment.of("eu", kafka), Environment.of("eu/west", kafka)));
            if (withStaging) {
                all.add(Environment.of("staging", kafka));
            }
            return all;
        }
    }

    @Test
    void ofTheFolderOnlyWhatWasWrittenForAnEnvironmentIsHeldAgainstIt() throws IOException {
        Nested.withStaging = true;
        String[] generate = {"generate", "--provider", Nested.class.getName(), "--output", folder.toString()};
        assertThat(Main.run(new PrintStream(out), new PrintStream(err), generate))
                .isZero();
        Files.writeString(folder.resolve("by-hand.yaml"), "no: manifest\n");
        Files.writeString(folder.resolve("eu/own.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: own\n");

        out.reset();
        assertThat(plan("--provider", Nested.class.getName(), folder.toString()))
                .isZero();
        assertThat(out())
                .contains("== eu\n", "== eu/west\n", "== staging\n")
                .doesNotContain("Namespace", "Kafka", "kafka");

        Nested.withStaging = false;
        out.reset();
        plan("--provider", Nested.class.getName(), folder.toString());
        assertThat(out()).contains("== staging\n").contains("left behind");
        assertThat(out().indexOf("left behind")).isGreaterThan(out().indexOf("== staging"));
    }

    @Test
    void aFolderWithoutAListIsNotTakenForTheProjects() throws IOException {
        Files.createDirectory(folder.resolve("manifests"));
        Files.writeString(folder.resolve("manifests/kafka.yaml"), "kind: Service\n");

        assertThat(planStacks()).isEqualTo(2);
        assertThat(err()).contains("holds no list of the files that were written there, .statefulstack");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertThat(plan("one")).isEqualTo(2);
        assertThat(row("claim-size", "--fail-on", "never")).isEqualTo(2);
        assertThat(row("claim-size", "--fail-on", "none,rolls")).isEqualTo(2);
        assertThat(row("claim-size", "--kubernetes-version", "1.12")).isEqualTo(2);
        assertThat(row("claim-size", "--kubernetes-version", "new")).isEqualTo(2);
        assertThat(err())
                .contains("--fail-on: 'never' is unknown here; say rejected, at-risk, ignored")
                .contains("--kubernetes-version: '1.12' is unknown here; say 1.27 or later");
    }
}
