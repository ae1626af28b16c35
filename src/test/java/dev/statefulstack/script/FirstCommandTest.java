package dev.statefulstack.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.statefulstack.StatefulStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * README's first command, in a fresh copy of the project: in the project itself it would compile the classes that the
 * tests are running on. The build says which Maven runs the tests; without one, as in an editor, the test is skipped.
 */
class FirstCommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    static Path copy;

    private static String maven;

    @BeforeAll
    static void copyTheProject() throws IOException {
        maven = System.getProperty("maven.home");
        assumeThat(maven).as("the Maven that runs this test; use mvn verify").isNotNull();
        for (String part : List.of("pom.xml", ".mvn", "src/main", "templates", "examples")) {
            copy(PROJECT.resolve(part));
        }
    }

    private static void copy(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(PROJECT.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static Processes.Result mvn(String script, String... options) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>();
        command.add(Path.of(maven, "bin", windows ? "mvn.cmd" : "mvn").toString());
        command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        if (System.getProperty("maven.offline").equals("offline true")) {
            command.add("-o");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("compile", "exec:java", "-Dexec.args=run " + script));
        return Processes.run(copy, Map.of("JAVA_HOME", System.getProperty("java.home")), command);
    }

    @Test
    void standardOutputHoldsTheDocumentsAndNothingElse() throws Exception {
        Processes.Result result = mvn("examples/kafka.jsh", "-q");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo(StatefulStack.kafka("kafka")
                        .namespace("production")
                        .replicas(3)
                        .yaml());
        assertThat(kinds(result.out()))
                .containsExactly("Service", "Service", "StatefulSet", "PodDisruptionBudget", "NetworkPolicy");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aWrongScriptFailsTheCommandAndLeavesStandardOutputEmpty() throws Exception {
        Files.writeString(copy.resolve("wrong.jsh"), "emit(StatefulStack.kafka(\"kafka\").replica(3));\n");

        Processes.Result result = mvn("wrong.jsh", "-q");

        assertThat(result.err()).startsWith("wrong.jsh:1:34: error: cannot find symbol\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    /** It would wait 15 seconds for each, and say so where it isn't told to be quiet. */
    @Test
    void mavenFindsNoThreadThatLingers() throws Exception {
        Processes.Result result = mvn("examples/kafka.jsh");

        assertThat(result.out()).contains("BUILD SUCCESS").doesNotContain("WARNING");
    }

    private static List<Object> kinds(String yaml) {
        List<Object> kinds = new ArrayList<>();
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        for (Object document : new Load(strict).loadAllFromString(yaml)) {
            kinds.add(((Map<?, ?>) document).get("kind"));
        }
        return kinds;
    }
}
