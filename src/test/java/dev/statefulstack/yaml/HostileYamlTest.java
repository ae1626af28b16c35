package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts that are made to hang, exhaust or break a reader. The times are far above what is needed. */
class HostileYamlTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void aliasesThatStandForBillionsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(10)).append("x]\n");
        }
        assertThat(problems(bomb.toString())).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.LIMIT);
            assertThat(problem.what()).contains("its aliases stand for that many");
        });
    }

    @Test
    void mergesThatStandForBillionsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {k: v}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " {");
            for (int k = 0; k < 5; k++) {
                bomb.append("k" + k + ": *a" + (i - 1) + ", ");
            }
            bomb.append("<<: *a" + (i - 1) + "}\n");
        }
        assertThat(problems(bomb.toString()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.LIMIT));
    }

    @Test
    void tenThousandLevelsAreRefused() {
        for (String deep : List.of(
                "[".repeat(10_000),
                "a: " + "[".repeat(10_000) + "]".repeat(10_000),
                "{a: ".repeat(10_000),
                "- ".repeat(10_000) + "x",
                "? ".repeat(10_000) + "x")) {
            assertThat(problems(deep + "\n"))
                    .isNotEmpty()
                    .allSatisfy(problem ->
                            assertThat(problem.kind()).isIn(YamlProblem.Kind.LIMIT, YamlProblem.Kind.SYNTAX));
        }
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            indented.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(problems(indented.toString()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.LIMIT));
    }

    @Test
    void aHugeFileIsRefusedUnread() {
        YamlText read = YamlReader.read("f.yaml", new byte[100 << 20]);
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.LIMIT);
            assertThat(problem.what()).isEqualTo("the file has 104857600 bytes, and no more than 33554432 are read");
        });
    }

    @Test
    void theLargestFilesTakeSeconds() {
        int size = YamlReader.mostBytes();
        for (String content : List.of("---\n", "a: 1\n", "x", "#\n", "a,", "a: &a b\n", "'", "- \n", "k: v\n---\n")) {
            String text = content.repeat(size / content.length());
            assertThat(problems(text)).hasSizeLessThanOrEqualTo(Limits.PROBLEMS + 1);
            assertThat(problems("[" + text.substring(1))).hasSizeLessThanOrEqualTo(Limits.PROBLEMS + 1);
        }
    }

    @Test
    void aHundredThousandDoublesAreReportedAHundredTimes() {
        assertThat(problems("a: 1\n".repeat(100_000))).hasSize(Limits.PROBLEMS + 1);
    }

    @Test
    void aHundredThousandKeysAreFoundInLinearTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("k").append(i).append(": v\n");
        }
        assertThat(problems(text.toString())).isEmpty();
    }

    @Test
    void aNumberOfAMillionDigitsIsAString() {
        assertThat(problems("a: " + "9".repeat(1_000_000) + "\nb: 0." + "1".repeat(1_000_000) + "\nc: 1e999999999\n"))
                .isEmpty();
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        YamlReader.read("f.yaml", bytes);
    }

    @Property(tries = 5_000)
    void anyTextOfYamlsMarksIsReadOrRefused(@ForAll("marks") String text) {
        YamlText read = YamlReader.read("f.yaml", text);
        assertThat(read.problems()).allSatisfy(problem -> {
            assertThat(problem.position().line()).isPositive();
            assertThat(problem.position().column()).isPositive();
            assertThat(problem.what()).isNotBlank();
        });
    }

    @Provide
    Arbitrary<String> marks() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "b",
                ": ",
                "- ",
                "\n",
                "  ",
                "    ",
                "\t",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "'",
                "\"",
                "|",
                ">",
                "|2-",
                "&a ",
                "*a",
                "!!str ",
                "!<",
                "!a ",
                "? ",
                "<<",
                "---",
                "...",
                "%YAML 1.1",
                "%TAG ! a:",
                "# c",
                "~",
                "{{ .x }}",
                "\\",
                "\\u12",
                "\\x",
                "\r",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "0x",
                "1e9",
                ":",
                "-",
                "=",
                "\uD83D\uDE00",
                "\uD83D",
                "@",
                "`",
                "%");
        return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
    }

    private static List<YamlProblem> problems(String text) {
        return Assertions.assertTimeoutPreemptively(
                LONG,
                () -> YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8))
                        .problems());
    }
}
