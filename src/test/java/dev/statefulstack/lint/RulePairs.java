package dev.statefulstack.lint;

import dev.statefulstack.StatefulStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** For each rule two files that differ by the smallest edit: one that is wrong, and one that is right. */
final class RulePairs {
    private static final Path FOLDER = Path.of("src/test/resources/lint/rules");

    private RulePairs() {}

    static List<String> ids() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LintResult wrong(String id) {
        return lint(id, "wrong.yaml");
    }

    static LintResult right(String id) {
        return lint(id, "right.yaml");
    }

    static List<String> lines(String id, String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(id).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LintResult lint(String id, String file) {
        Lint lint = StatefulStack.lint(FOLDER.resolve(id).resolve(file).toString());
        return switch (id) {
            case "env-pod-index-unavailable" -> lint.kubernetesVersion("1.27").run();
            case "max-unavailable-ignored" -> lint.kubernetesVersion("1.33").run();
            default -> lint.run();
        };
    }
}
