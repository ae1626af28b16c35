package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.script.Processes;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users' code can do to a command. */
public class ProjectCommandTest {
    /** Prints, and so does an edit, which runs later; then fails. */
    public static final class Talking implements StackProvider {
        @Override
        public List<Environment> environments() {
            System.out.println("from the provider");
            return List.of(Environment.only(StatefulStack.kafka("kafka")
                    .namespace("production")
                    .replicas(2)
                    .edit(StatefulSet.class, "kafka", set -> System.out.println("from an edit"))));
        }
    }

    /** Ends the JVM as if all were well. */
    public static final class Ending implements StackProvider {
        @Override
        public List<Environment> environments() {
            System.exit(0);
            return List.of();
        }
    }

    @Test
    void whatUsersCodePrintsIsToldFromFailures() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream failure = new ByteArrayOutputStream();

        int exitCode = Main.run(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new PrintStream(failure, false, StandardCharsets.UTF_8),
                "print",
                "--provider",
                Talking.class.getName());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("from the provider\n", "from an edit\n");
        assertThat(failure.toString(StandardCharsets.UTF_8))
                .contains("kafka-two-voters")
                .doesNotContain("from");
    }

    @Test
    void anEndOfTheJvmIsNoSuccess() throws Exception {
        List<String> command = List.of(
                Processes.tool("java"),
                "-cp",
                Processes.CLASS_PATH,
                Main.class.getName(),
                "print",
                "--provider",
                Ending.class.getName());

        Processes.Result result = Processes.run(Path.of("."), Map.of(), command);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the JVM was ended before the command was", "calls System.exit");
    }
}
