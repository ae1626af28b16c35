package dev.statefulstack.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of the proof against the mistakes, what finds them, and the tests that it names. */
class ProofPageTest {
    private static final Path PAGE = Path.of("src/doc/proof.md");

    static List<Mistake> mistakes() {
        return Mistakes.all();
    }

    /** The same texts that the servers start from. */
    @ParameterizedTest
    @MethodSource("mistakes")
    void theMistakeIsFoundAndTheGoodManifestIsNot(Mistake mistake) {
        String good = mistake.good().get();
        assertThat(mistake.findings(good)).doesNotContain(mistake.rule());
        if (mistake.isFoundByPlan()) {
            assertThat(mistake.verdicts(mistake.bad())).contains(mistake.rule());
            assertThat(mistake.verdicts(good)).doesNotContain(mistake.rule());
        } else {
            assertThat(mistake.findings(mistake.bad())).contains(mistake.rule());
        }
    }

    @Test
    void thePageHasARowForEachMistakeAndNoOther() throws IOException {
        assertThat(rows("mistake").stream().map(row -> row.get(0)).toList())
                .containsExactlyElementsOf(
                        mistakes().stream().map(Mistake::name).toList());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theRowSaysWhatTheServersSayAndWhatFindsIt(Mistake mistake) throws IOException {
        List<String> row = rows("mistake").stream()
                .filter(cells -> cells.get(0).equals(mistake.name()))
                .findFirst()
                .orElseThrow();
        assertThat(row.get(2))
                .isEqualTo(mistake.isFoundByPlan() ? "`plan`: `" + mistake.rule() + "`" : "`" + mistake.rule() + "`");
        Matcher quotes = Pattern.compile("\"([^\"]+)\"").matcher(row.get(1));
        while (quotes.find()) {
            assertThat(mistake.says().replace("\\", "")).contains(quotes.group(1));
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        List<String> names =
                new ArrayList<>(mistakes().stream().map(Mistake::test).toList());
        Matcher named = Pattern.compile("`(\\w+#\\w+)`").matcher(Files.readString(PAGE));
        while (named.find()) {
            names.add(named.group(1));
        }
        for (String name : names) {
            String[] parts = name.split("#", -1);
            assertThat(Arrays.stream(Class.forName(ProofPageTest.class.getPackageName() + "." + parts[0])
                            .getDeclaredMethods()))
                    .as(name)
                    .anySatisfy(method -> {
                        assertThat(method.getName()).isEqualTo(parts[1]);
                        assertThat(method.isAnnotationPresent(Test.class)
                                        || method.isAnnotationPresent(ParameterizedTest.class))
                                .isTrue();
                    });
        }
    }

    /** Of the table whose first head is that. */
    private static List<List<String>> rows(String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
            if (cells.size() < 3) {
                inside = false;
            } else if (cells.get(1).equals(head)) {
                inside = true;
            } else if (inside && !cells.get(1).startsWith("---")) {
                rows.add(cells.subList(1, cells.size() - 1));
            }
        }
        return rows;
    }
}
