package dev.statefulstack.script;

import static dev.statefulstack.script.Scripts.emit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.InvalidStackException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code emit} in a program that nobody runs for the user. */
class ScriptsTest {
    private static final KafkaStack KAFKA = StatefulStack.kafka("kafka").namespace("production");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private Receiver before;

    @BeforeEach
    void catchOutput() {
        before = Scripts.redirect(new StandardOutput());
        System.setOut(new PrintStream(out, false, StandardCharsets.US_ASCII));
        System.setErr(new PrintStream(err, true, StandardCharsets.US_ASCII));
    }

    @AfterEach
    void releaseOutput() {
        System.setOut(systemOut);
        System.setErr(systemErr);
        Scripts.redirect(before);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStackIsWrittenAtOnce() {
        emit(KAFKA);

        assertThat(written()).isEqualTo(KAFKA.yaml());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void severalCallsGiveOneStream() {
        KafkaStack other = StatefulStack.kafka("other").namespace("production");
        KafkaStack third = StatefulStack.kafka("third").namespace("production");

        emit(KAFKA);
        emit(other, third);
        emit(() -> KAFKA);

        assertThat(written())
                .isEqualTo(KAFKA.yaml() + "---\n" + other.yaml() + "---\n" + third.yaml() + "---\n" + KAFKA.yaml());
    }

    @Test
    void noStacksGiveNothing() {
        emit();
        emit(List.of());

        assertThat(written()).isEmpty();
    }

    @Test
    void charactersThatTheLocaleLacksAreWrittenAllTheSame() {
        emit(KAFKA.annotation("example.com/owner", "J\u00f6rg \u2603"));

        assertThat(written()).contains("J\u00f6rg \u2603");
    }

    @Test
    void aStackWithErrorsIsThrownAndNothingIsWritten() {
        assertThatThrownBy(() -> emit(KAFKA, KAFKA.replicas(2)))
                .isInstanceOf(InvalidStackException.class)
                .hasMessageContaining("kafka-two-voters");
        assertThat(written()).isEmpty();
    }

    @Test
    void stacksOfOneCallAreCheckedTogether() {
        assertThatThrownBy(() -> emit(KAFKA, KAFKA))
                .isInstanceOf(InvalidStackException.class)
                .hasMessageContaining("object-duplicate");
        assertThat(written()).isEmpty();
    }

    @Test
    void aWarningGoesToStandardErrorWithTheLineOfTheProgram() {
        emit(KAFKA.replicas(4));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern("warning  kafka-even-voters .*\\(ScriptsTest.java:\\d+\\)");
        assertThat(written()).isEqualTo(KAFKA.replicas(4).yaml());
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> emit((AnyStack) null)).hasMessage("emit was given null where a stack belongs");
        assertThatThrownBy(() -> emit(() -> null)).hasMessage("emit was given null where a stack belongs");
    }
}
