package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made here passes the rules for what others make. */
class OwnManifestsTest {
    static List<Path> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("golden"))) {
            return files.filter(file -> file.toString().endsWith(".approved.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenYieldsNoWarning(Path golden) {
        LintResult result = StatefulStack.lint(golden.toString()).run();
        assertThat(result.manifests()).isPositive();
        assertThat(result.failures()).isEmpty();
        assertThat(result.findings()).allMatch(finding -> finding.severity() == Severity.INFO);
    }

    /** Charts leave the namespace to whoever applies them, and then nothing may be said about it. */
    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenYieldsNoWarningWhereNobodyKnowsItsNamespace(Path golden) throws IOException {
        String text = Files.readString(golden).replaceAll("(?m)^  namespace: .*\\R", "");
        LintResult result = StatefulStack.lint().text("chart.yaml", text).run();
        assertThat(result.manifests()).isPositive();
        assertThat(result.findings()).allMatch(finding -> finding.severity() == Severity.INFO);
    }

    @Test
    void noExampleAllowsARule() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(".allow(");
            }
        }
    }
}
