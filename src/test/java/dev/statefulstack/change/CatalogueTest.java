package dev.statefulstack.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.Changes;
import dev.statefulstack.cassandra.CassandraChange;
import dev.statefulstack.check.Rule;
import dev.statefulstack.custom.CustomChange;
import dev.statefulstack.elasticsearch.ElasticsearchChange;
import dev.statefulstack.kafka.KafkaChange;
import dev.statefulstack.plan.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the catalogue has a pair of files, and gets the verdicts that the row says. */
class CatalogueTest {
    static final Path FOLDER = Path.of("src/test/resources/change");

    record Row(String name, KubernetesVersion from, KubernetesVersion to, List<String> verdicts) {
        Change change() {
            Path folder = FOLDER.resolve(name);
            return Changes.between(
                    Snapshot.of(folder.resolve("old.yaml")), Snapshot.of(folder.resolve("new.yaml")), from, to);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("catalogue.md"))) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length == 6 && !cells[1].equals("row") && !cells[1].startsWith("---")) {
                String[] versions = cells[3].split(" to ", -1);
                List<String> verdicts = new ArrayList<>();
                for (String verdict : cells[4].split("; ", -1)) {
                    if (!verdict.equals("nothing")) {
                        verdicts.add(verdict);
                    }
                }
                rows.add(new Row(
                        cells[1],
                        Objects.requireNonNull(KubernetesVersion.parse(versions[0])),
                        Objects.requireNonNull(KubernetesVersion.parse(versions[versions.length - 1])),
                        verdicts));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theVerdictsAreThoseOfTheRow(Row row) {
        List<String> verdicts = new ArrayList<>();
        for (Verdict verdict : row.change().verdicts()) {
            verdicts.add(verdict.effect().id() + " " + verdict.id());
        }
        assertThat(verdicts).containsExactlyInAnyOrderElementsOf(row.verdicts());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyVerdictHasItsPlaceInBothVersions(Row row) {
        for (Verdict verdict : row.change().verdicts()) {
            Pair object = verdict.spot().object();
            boolean renamed = verdict.id().equals("sts-renamed");
            assertThat(verdict.spot().before().line() > 0)
                    .as("%s: old place", verdict.id())
                    .isEqualTo(object.before() != null || renamed);
            assertThat(verdict.spot().after().line() > 0)
                    .as("%s: new place", verdict.id())
                    .isEqualTo(object.after() != null);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsRejectedOrRiskySaysWhatToDo(Row row) {
        for (Verdict verdict : row.change().verdicts()) {
            if (Effect.FAILING.contains(verdict.effect())) {
                assertThat(verdict.todo()).as(verdict.id()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theWorstComesFirst(Row row) {
        List<Effect> effects =
                row.change().verdicts().stream().map(Verdict::effect).toList();
        assertThat(effects).isSorted();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nothingChangesFromAVersionToItself(Row row) {
        for (String version : List.of("old.yaml", "new.yaml")) {
            Path file = FOLDER.resolve(row.name()).resolve(version);
            assertThat(Changes.between(file, file).summary()).isEqualTo("nothing changes");
        }
    }

    @Test
    void everyFolderBelongsToARowAndEveryRowHasItsFolder() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            rows().stream().map(Row::name).toList());
        }
    }

    @Test
    void everyRuleHasARow() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        for (Row row : rows()) {
            for (String verdict : row.verdicts()) {
                shown.add(verdict.substring(verdict.indexOf(' ') + 1));
            }
        }
        List<Rule> rules = new ArrayList<>(Change.rules());
        for (SystemRules system :
                List.of(new KafkaChange(), new CassandraChange(), new ElasticsearchChange(), new CustomChange())) {
            rules.addAll(system.rules());
        }
        assertThat(rules.stream().map(Rule::id)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shown);
    }
}
