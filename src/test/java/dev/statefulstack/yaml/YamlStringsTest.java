package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlStringsTest {
    @ParameterizedTest
    @EnumSource
    void everyKnownStringIsReadBackAsAValue(Readers reader) {
        assertThat(KnownStrings.all()).allSatisfy(text -> {
            MapNode document = entry("k", text);
            assertThat(reader.read(yaml(document))).containsExactly(document);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownStringIsReadBackAsAKey(Readers reader) {
        assertThat(KnownStrings.all()).allSatisfy(text -> {
            MapNode document = entry(text, "v");
            assertThat(reader.read(yaml(document))).containsExactly(document);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownStringIsReadBackBetweenOthersInAList(Readers reader) {
        assertThat(KnownStrings.all()).allSatisfy(text -> {
            ListNode list = new ListNode(List.of(
                    ScalarNode.string("before"),
                    ScalarNode.string(text),
                    new ListNode(List.of(ScalarNode.string(text)))));
            MapNode document = new MapNode(List.of(new MapNode.Entry("k", list), new MapNode.Entry("after", list)));
            assertThat(reader.read(yaml(document))).containsExactly(document);
        });
    }

    @Test
    void whatStandsPlainIsAStringToKubernetes() {
        assertThat(KnownStrings.all().filter(YamlStringsTest::isPlainValue)).allMatch(GoYaml::takesForString);
        assertThat(KnownStrings.all().filter(YamlStringsTest::isPlainKey)).allMatch(GoYaml::takesForString);
    }

    @ParameterizedTest
    @MethodSource
    void anotherTypeToAnyReaderIsQuoted(String text) {
        assertThat(yaml(entry(text, text))).isEqualTo("\"" + text + "\": \"" + text + "\"\n");
    }

    static Stream<String> anotherTypeToAnyReaderIsQuoted() {
        return Stream.of(KnownStrings.OTHER_TYPES_TO_KUBERNETES, KnownStrings.OTHER_TYPES_ELSEWHERE)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource
    void aHarmlessStringStaysPlain(String text) {
        assertThat(yaml(entry(text, text))).isEqualTo(text + ": " + text + "\n");
    }

    static Stream<String> aHarmlessStringStaysPlain() {
        return KnownStrings.PLAIN.stream();
    }

    /** Plain YAML to both readers, but kubectl cuts files at such a line. */
    @Test
    void aKeyThatBeginsLikeADocumentMarkerIsQuoted() {
        assertThat(List.of("---a", "...a", "--- a", "... a", "---", "...")).noneMatch(YamlStringsTest::isPlainKey);
    }

    /** Holds the model to the table of facts, so that it does not agree with the writer by saying yes to everything. */
    @Test
    void theModelOfKubernetesKnowsWhatIsNoString() {
        assertThat(KnownStrings.OTHER_TYPES_TO_KUBERNETES).noneMatch(GoYaml::takesForString);
        assertThat(List.of("tRUE", "12:30", "190:20", "2024-01-01", "=", "-", "--", ".", "_1", "1.2.3", "1e500"))
                .allMatch(GoYaml::takesForString);
    }

    static boolean isPlainValue(String text) {
        return yaml(entry("k", text)).equals("k: " + text + "\n");
    }

    static boolean isPlainKey(String text) {
        String yaml = yaml(entry(text, "v"));
        return yaml.equals(text + ": v\n") || yaml.equals("? " + text + "\n: v\n");
    }

    private static MapNode entry(String key, String value) {
        return new MapNode(List.of(new MapNode.Entry(key, ScalarNode.string(value))));
    }

    private static String yaml(MapNode document) {
        return YamlWriter.write(List.of(document));
    }
}
