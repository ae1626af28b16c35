package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.ScalarNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlPropertyTest {
    @Property
    void anyStringIsReadBackByAnyReader(@ForAll("strings") String text, @ForAll Readers reader) {
        MapNode document = new MapNode(List.of(
                new MapNode.Entry(text, ScalarNode.string(text)),
                new MapNode.Entry(text + "2", new ListNode(List.of(ScalarNode.string(text))))));
        assertThat(reader.read(YamlWriter.write(List.of(document)))).containsExactly(document);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTreesAreReadBackByAnyReader(@ForAll("documents") List<MapNode> documents, @ForAll Readers reader) {
        assertThat(reader.read(YamlWriter.write(documents))).isEqualTo(documents);
    }

    @Property
    void anyStringThatStandsPlainIsAStringToKubernetes(@ForAll("strings") String text) {
        assertThat(!YamlStringsTest.isPlainValue(text) || GoYaml.takesForString(text))
                .isTrue();
        assertThat(!YamlStringsTest.isPlainKey(text) || GoYaml.takesForString(text))
                .isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTreeIsWrittenTheSameTwice(@ForAll("documents") List<MapNode> documents) {
        String first = YamlWriter.write(documents);
        assertThat(YamlWriter.write(
                        documents.stream().map(YamlPropertyTest::copy).toList()))
                .isEqualTo(first);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyDocumentEndsInExactlyOneLineFeedAndHasNoCarriageReturn(@ForAll("documents") List<MapNode> documents) {
        assertThat(YamlWriter.write(documents))
                .endsWith("\n")
                .doesNotEndWith("\n\n")
                .doesNotContain("\r");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noLineEndsInABlankUnlessTheTextDoes(@ForAll("documentsOfTidyText") List<MapNode> documents) {
        assertThat(YamlWriter.write(documents)).doesNotContainPattern("(?m)[ \\t]$");
    }

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.of(KnownStrings.all().toList()),
                from("0123456789", "+-._:,eExXobTZ "),
                from("yYeEsSnNoOtTrRuUfFaAlLiI", "~.+-"),
                from("a0", "-?:,[]{}#&*!|>'\"%@`\\<=~.$/ "),
                from("ab", " \t\n\n"),
                from("a-:# ", "\n\r\u0085\u2028\u2029\uFEFF\u00A0\0\u001B\u007F\t"),
                from("kafka", "-./:0123 "),
                Arbitraries.integers()
                        .between(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .map(Character::toString)
                        .list()
                        .ofMaxSize(8)
                        .map(characters -> String.join("", characters)),
                Arbitraries.strings().withChars("ab: -").ofMinLength(100).ofMaxLength(300));
    }

    /** Few different characters give many collisions with syntax. */
    private static Arbitrary<String> from(String often, String rarely) {
        return Arbitraries.strings().withChars(often).withChars(rarely).ofMaxLength(12);
    }

    @Provide
    Arbitrary<List<MapNode>> documents() {
        return maps(nodes(strings(), 3), strings()).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<MapNode>> documentsOfTidyText() {
        Arbitrary<String> tidy = strings().map(text -> text.replaceAll("[ \\t]+(?=\\n|$)", ""));
        return maps(nodes(tidy, 3), tidy).list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Node> nodes(Arbitrary<String> strings, int depth) {
        Arbitrary<Node> scalars = Arbitraries.oneOf(
                strings.map(ScalarNode::string),
                Arbitraries.longs().map(ScalarNode::integer),
                Arbitraries.of(ScalarNode.bool(true), ScalarNode.bool(false), ScalarNode.nil()));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Node> below = nodes(strings, depth - 1);
        Arbitrary<Node> lists = below.list().ofMaxSize(4).map(ListNode::new);
        return Arbitraries.oneOf(scalars, lists, maps(below, strings).map(map -> map));
    }

    private static Arbitrary<MapNode> maps(Arbitrary<Node> values, Arbitrary<String> keys) {
        return Combinators.combine(keys, values)
                .as(MapNode.Entry::new)
                .list()
                .uniqueElements(MapNode.Entry::key)
                .ofMaxSize(4)
                .map(MapNode::new);
    }

    private static MapNode copy(MapNode map) {
        return new MapNode(map.entries().stream()
                .map(entry -> new MapNode.Entry(entry.key().text(), copy(entry.value())))
                .toList());
    }

    private static Node copy(Node node) {
        if (node instanceof MapNode map) {
            return copy(map);
        }
        if (node instanceof ListNode list) {
            return new ListNode(
                    list.items().stream().map(YamlPropertyTest::copy).toList());
        }
        return node;
    }
}
