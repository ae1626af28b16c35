package dev.statefulstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Users' bytes change only in ways that CHANGELOG.md lists.
 *
 * <p>A release copies the goldens to {@code golden/released/}. Until the next one, each line in which a golden differs
 * from its copy stands in a {@code diff} block of CHANGELOG.md's section "Unreleased".
 */
class ReleasedBytesTest {
    private static final Path GOLDEN = Path.of("golden");
    private static final Path RELEASED = GOLDEN.resolve("released");

    @Test
    void whatDiffersFromTheLastReleaseIsListed() throws IOException {
        List<String> listed = listed(Files.readString(Path.of("CHANGELOG.md")));
        for (Path released : releasedGoldens()) {
            Path now = GOLDEN.resolve(RELEASED.relativize(released));
            assertThat(now).as("a case of the last release").exists();
            assertThat(unlisted(Files.readString(released), Files.readString(now), listed))
                    .as("lines of %s that CHANGELOG.md does not list under Unreleased", now)
                    .isEmpty();
        }
    }

    @Test
    void aReleaseLeavesItsGoldens() throws IOException {
        boolean everReleased = Pattern.compile("(?m)^## \\d")
                .matcher(Files.readString(Path.of("CHANGELOG.md")))
                .find();
        assertThat(releasedGoldens().isEmpty())
                .as("golden/released is empty exactly as long as CHANGELOG.md names no release")
                .isEqualTo(!everReleased);
    }

    @Test
    void aChangedLineIsSeenUnlessItIsListed() {
        String before = "a: 1\nb: 2\n";
        String after = "a: 1\nb: 3\nc: 4\n";
        assertThat(unlisted(before, after, List.of())).containsExactly("-b: 2", "+b: 3", "+c: 4");
        assertThat(unlisted(before, after, List.of("-b: 2", "+b: 3"))).containsExactly("+c: 4");
        assertThat(unlisted(before, before, List.of())).isEmpty();
    }

    @Test
    void onlyDiffBlocksOfTheUnreleasedSectionCount() {
        assertThat(listed("""
                # Changelog
                ## Unreleased
                - a default changed:
                ```diff
                -replicas: 1
                +replicas: 3
                ```
                ## 0.1.0
                ```diff
                +old: 1
                ```
                """)).containsExactly("-replicas: 1", "+replicas: 3");
    }

    private static List<Path> releasedGoldens() throws IOException {
        if (Files.notExists(RELEASED)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> unlisted(String before, String after, List<String> listed) {
        List<String> removed = new ArrayList<>(before.lines().toList());
        List<String> added = new ArrayList<>();
        for (String line : after.lines().toList()) {
            if (!removed.remove(line)) {
                added.add(line);
            }
        }
        List<String> changes = new ArrayList<>();
        removed.forEach(line -> changes.add("-" + line.strip()));
        added.forEach(line -> changes.add("+" + line.strip()));
        changes.removeAll(listed);
        return changes;
    }

    private static List<String> listed(String changelog) {
        int start = changelog.indexOf("## Unreleased");
        int end = changelog.indexOf("\n## ", start + 1);
        String section = changelog.substring(start, end < 0 ? changelog.length() : end);
        List<String> lines = new ArrayList<>();
        Matcher blocks = Pattern.compile("(?s)```diff\n(.*?)```").matcher(section);
        while (blocks.find()) {
            for (String line : blocks.group(1).lines().toList()) {
                lines.add(line.charAt(0) + line.substring(1).strip());
            }
        }
        return lines;
    }
}
