package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Manifests as tutorials show them, each file by itself, and all that is found in them: rule, line and severity stand in
 * a file that was written by hand from what servers and Kubernetes do.
 */
class ArticleTest {
    private static final Path FOLDER = Path.of("src/test/resources/lint/article");

    @Test
    void exactlyTheExpectedMistakesAreFound() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                StatefulStack.lint(file.toString())
                        .run()
                        .findings()
                        .forEach(finding -> found.add(file.getFileName() + ":"
                                + finding.position().line() + " " + finding.severity() + " " + finding.id()));
            }
        }
        assertThat(found).containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve("expected.txt")));
    }
}
