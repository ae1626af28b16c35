package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, and the ways to run them, as processes. */
class ExamplesTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final String KAFKA =
            StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml();

    /** Where the program is run. */
    private enum Place {
        HERE,
        WITHOUT_UTF_8,
        IN_TURKEY;

        Map<String, String> environment() {
            return this == HERE ? Map.of() : Map.of("LC_ALL", "C");
        }

        List<String> options() {
            return switch (this) {
                case HERE -> List.of();
                case WITHOUT_UTF_8 -> List.of("-Dfile.encoding=US-ASCII");
                case IN_TURKEY -> List.of("-Duser.language=tr", "-Duser.timezone=Asia/Kathmandu");
            };
        }
    }

    private static Processes.Result java(Place place, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Processes.tool("java"), "-cp", Processes.CLASS_PATH));
        command.addAll(place.options());
        command.addAll(Arrays.asList(arguments));
        return Processes.run(PROJECT, place.environment(), command);
    }

    private static Processes.Result run(Place place, String script) throws IOException, InterruptedException {
        return java(place, "dev.statefulstack.Main", "run", script);
    }

    private static Processes.Result jshell(Place place, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Processes.tool("jshell"), "--class-path", Processes.CLASS_PATH));
        for (String option : place.options()) {
            command.add("-R" + option);
        }
        command.addAll(List.of(
                "--startup", "DEFAULT", "--startup", "src/main/resources/dev/statefulstack/statefulstack.jsh", script));
        return Processes.run(PROJECT, place.environment(), command);
    }

    @ParameterizedTest
    @EnumSource
    void runPrintsTheDocumentsAlone(Place place) throws Exception {
        Processes.Result result = run(place, "examples/kafka.jsh");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(KAFKA);
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theJshellToolPrintsTheSameBytes(Place place) throws Exception {
        assertThat(jshell(place, "examples/kafka.jsh").out()).isEqualTo(KAFKA);
    }

    @ParameterizedTest
    @EnumSource
    void theSingleFileProgramPrintsTheSameBytes(Place place) throws Exception {
        Processes.Result result = java(place, "examples/Kafka.java");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(KAFKA);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theSidecarsAreInTheirPlaces() throws Exception {
        Processes.Result result = run(Place.HERE, "examples/kafka-with-sidecar.jsh");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("initContainers:\n      - name: copy-plugins\n")
                .contains("      - name: metrics\n        image: danielqsj/kafka-exporter:")
                .contains("      - name: plugins\n        emptyDir: {}\n")
                .contains("      port: metrics\n");
        assertThat(result.out().split("allowPrivilegeEscalation: false", -1)).hasSize(4);
    }

    @Test
    void theSidecarsScriptGivesTheSameBytesInTheJshellTool() throws Exception {
        assertThat(jshell(Place.HERE, "examples/kafka-with-sidecar.jsh").out())
                .isEqualTo(run(Place.HERE, "examples/kafka-with-sidecar.jsh").out());
    }

    /** The escapes keep the file in ASCII: the jshell tool reads scripts in the locale's encoding. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void textBeyondAsciiSurvivesALocaleWithoutIt(boolean runner, @TempDir Path folder) throws Exception {
        String script = Files.writeString(folder.resolve("script.jsh"), """
                        emit(StatefulStack.kafka("a").namespace("production").annotation("example.com/owner", "J\\u00f6rg"));
                        emit(StatefulStack.kafka("b").namespace("production").annotation("example.com/sky", "\\u2603"));
                        /exit
                        """).toString();

        Processes.Result result = runner ? run(Place.WITHOUT_UTF_8, script) : jshell(Place.WITHOUT_UTF_8, script);

        assertThat(result.out())
                .isEqualTo(StatefulStack.kafka("a")
                                .namespace("production")
                                .annotation("example.com/owner", "J\u00f6rg")
                                .yaml()
                        + "---\n"
                        + StatefulStack.kafka("b")
                                .namespace("production")
                                .annotation("example.com/sky", "\u2603")
                                .yaml());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(0);",
                "System.class.getMethod(\"exit\", int.class).invoke(null, 0);",
                "Runtime.getRuntime().halt(0);",
            })
    void aScriptThatEndsTheJvmIsNoSuccess(String statement, @TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("script.jsh"),
                "emit(StatefulStack.kafka(\"kafka\").namespace(\"production\"));\n" + statement + "\n");

        Processes.Result result = run(Place.HERE, script.toString());

        assertThat(result.err()).startsWith(script.toString());
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
