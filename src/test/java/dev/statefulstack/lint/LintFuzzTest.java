package dev.statefulstack.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Manifests with parts missing, doubled, moved or replaced: each is looked at to the end, and told in every form. */
class LintFuzzTest {
    private static final List<String> ODD = List.of(
            "[]",
            "{}",
            "~",
            "\"\"",
            "-1",
            "99999999999",
            "2147483647",
            "1.5",
            "yes",
            "$(",
            "$(POD_NAME",
            "${",
            "%",
            "-5%",
            "[[[]]]",
            "{a: {b: c}}",
            "'*'",
            "!!binary x",
            "db-99999999999.db-headless:1:2:3",
            ".",
            "a.b.c.d.e.f");

    @Property(tries = 1_500)
    void anyManifestIsLookedAtToTheEnd(@ForAll("manifests") String text) {
        LintResult result = StatefulStack.lint()
                .text("f.yaml", text)
                .kubernetesVersion("1.27")
                .run();
        for (Finding finding : result.findings()) {
            assertThat(finding.position().line()).isPositive();
        }
        assertThat(result.text(true)).isNotBlank();
        assertThat(result.json()).isNotBlank();
        assertThat(result.sarif()).isNotBlank();
    }

    @Test
    void aSetOfBillionsOfPodsIsLookedAtInNoTime() throws IOException {
        String text = Files.readString(Path.of("golden/kafka/combined-apache-4.4-plaintext.approved.yaml"))
                        .replace("replicas: 3", "replicas: 2147483647")
                + "---\n"
                + Files.readString(Path.of("golden/elasticsearch/three.approved.yaml"))
                        .replace("replicas: 3", "replicas: 2147483647");
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertThat(StatefulStack.lint().text("f.yaml", text).run().findings())
                        .isNotEmpty());
    }

    @Provide
    Arbitrary<String> manifests() throws IOException {
        List<List<String>> corpus = new ArrayList<>();
        for (String id : RulePairs.ids()) {
            if (!id.equals("config-too-large") && !id.equals("yaml-limit")) {
                corpus.add(RulePairs.lines(id, "wrong.yaml"));
            }
        }
        for (String golden :
                List.of("kafka/combined-apache-4.4-plaintext", "cassandra/three-nodes", "elasticsearch/three")) {
            corpus.add(Files.readAllLines(Path.of("golden/" + golden + ".approved.yaml")));
        }
        Arbitrary<int[]> edits = Arbitraries.integers()
                .between(0, 100_000)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(12);
        return Combinators.combine(Arbitraries.of(corpus), edits).as(LintFuzzTest::edited);
    }

    /** Each two numbers say which line, and what becomes of it. */
    private static String edited(List<String> original, int[] edits) {
        List<String> lines = new ArrayList<>(original);
        for (int i = 0; i + 1 < edits.length && !lines.isEmpty(); i += 2) {
            int at = edits[i] % lines.size();
            String line = lines.get(at);
            int colon = line.indexOf(": ");
            switch (edits[i + 1] % 5) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, lines.get(edits[i + 1] % lines.size()));
                case 3 -> lines.set(at, "  " + line);
                default ->
                    lines.set(
                            at, (colon < 0 ? line : line.substring(0, colon + 2)) + ODD.get(edits[i + 1] % ODD.size()));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
