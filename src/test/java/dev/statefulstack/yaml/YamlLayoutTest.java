package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YamlLayoutTest {
    @Test
    void dashesStandUnderTheirKeyAndMapsBeginOnTheDashLine() {
        MapNode port = map("name", "client", "containerPort", 9092);
        assertThat(yaml(map("spec", map("ports", list(port, map("name", "quorum"))), "replicas", 3)))
                .isEqualTo("""
                spec:
                  ports:
                  - name: client
                    containerPort: 9092
                  - name: quorum
                replicas: 3
                """);
    }

    @Test
    void nestedListsShareALine() {
        assertThat(yaml(map("k", list(list("a", list("b", map("c", 1, "d", 2))), list(list("e"))))))
                .isEqualTo("""
                k:
                - - a
                  - - b
                    - c: 1
                      d: 2
                - - - e
                """);
    }

    @Test
    void emptyMapsAndListsAreWrittenInPlace() {
        assertThat(yaml(map("emptyDir", map(), "rules", list(), "l", list(map(), list(), map("a", map())))))
                .isEqualTo("""
                        emptyDir: {}
                        rules: []
                        l:
                        - {}
                        - []
                        - a: {}
                        """);
    }

    @Test
    void aDocumentMayBeEmpty() {
        assertThat(yaml(map(), map())).isEqualTo("{}\n---\n{}\n");
    }

    @Test
    void noDocumentsAreNoText() {
        assertThat(yaml()).isEmpty();
    }

    @Test
    void aSeparatorStandsBetweenDocumentsOnly() {
        assertThat(yaml(map("a", 1), map("b", 2), map("c", 3))).isEqualTo("""
                a: 1
                ---
                b: 2
                ---
                c: 3
                """);
    }

    @Test
    void aDocumentIsAppendedToWhatIsThere() {
        StringBuilder out = new StringBuilder("# head\n");
        YamlWriter.write(map("a", 1), out);
        assertThat(out).hasToString("# head\na: 1\n");
    }

    @Test
    void otherTypesAreWrittenAsTheirText() {
        ScalarNode half = new ScalarNode(ScalarNode.Kind.FLOAT, "0.50", Position.NONE);
        assertThat(yaml(map("i", 9092, "b", true, "n", ScalarNode.nil(), "half", half, "s", "9092")))
                .isEqualTo("""
                i: 9092
                b: true
                "n": null
                half: 0.50
                s: "9092"
                """);
    }

    @Test
    void aKeyOfAnotherTypeIsWrittenAsItsText() {
        MapNode.Entry entry = new MapNode.Entry(ScalarNode.integer(8080), ScalarNode.bool(false));
        assertThat(yaml(new MapNode(List.of(entry)))).isEqualTo("8080: false\n");
    }

    @Test
    void aTextOfSeveralLinesIsABlock() {
        assertThat(yaml(map("data", map("start.sh", "#!/bin/sh\n\nif true; then\n\techo \"a: #b\"\nfi\n", "b", "x"))))
                .isEqualTo("""
                        data:
                          start.sh: |
                            #!/bin/sh

                            if true; then
                            \techo "a: #b"
                            fi
                          b: x
                        """);
    }

    @Test
    void theEndOfATextChoosesTheBlocksMark() {
        assertThat(yaml(map("strip", "a\nb", "clip", "a\nb\n", "keep", "a\nb\n\n", "after", 1)))
                .isEqualTo("""
                strip: |-
                  a
                  b
                clip: |
                  a
                  b
                keep: |+
                  a
                  b

                after: 1
                """);
    }

    @Test
    void aBlockThatStartsInABlankTellsItsIndentation() {
        assertThat(yaml(map("a", "  x\ny\n", "b", "\n\n x", "c", "\tx\n\n", "d", "\nx\n")))
                .isEqualTo("""
                a: |2
                    x
                  y
                b: |2-


                   x
                c: |2+
                  \tx

                d: |

                  x
                """);
    }

    @Test
    void blocksStandInListsAtTheirOwnDepth() {
        MapNode item = map("name", "A", "value", "x\ny\n");
        assertThat(yaml(map("args", list("a\nb", list(" c\nd\n"), item)))).isEqualTo("""
                args:
                - |-
                  a
                  b
                - - |2
                     c
                    d
                - name: A
                  value: |
                    x
                    y
                """);
    }

    @Test
    void blanksAtTheEndOfALineKeepTheBlock() {
        assertThat(yaml(map("k", "a = b \n \t\nc\t\n"))).isEqualTo("k: |\n  a = b \n   \t\n  c\t\n");
    }

    /** A file would end in more than one line feed, and tools that tidy files would change the text. */
    @Test
    void theLastTextOfADocumentIsQuotedIfItEndsInBlankLines() {
        assertThat(yaml(map("k", list("a\n\n", "b\n\n")), map("k", "c\n"))).isEqualTo("""
                k:
                - |+
                  a

                - "b\\n\\n"
                ---
                k: |
                  c
                """);
    }

    @Test
    void aTextOfBlankLinesOnlyIsQuoted() {
        assertThat(yaml(map("a", "\n\n", "b", " \n\t"))).isEqualTo("""
                a: "\\n\\n"
                b: " \\n\\t"
                """);
    }

    @Test
    void whatABlockCannotHoldIsEscaped() {
        assertThat(yaml(map("a", "x\r\ny", "b", "\u0085\u2028\u2029\uFEFF\u007F\0\n", "c", "\"\\\b\f\u001B\tx")))
                .isEqualTo("""
                        a: "x\\r\\ny"
                        b: "\\u0085\\u2028\\u2029\\uFEFF\\u007F\\u0000\\n"
                        c: "\\"\\\\\\b\\f\\u001B\\tx"
                        """);
    }

    @Test
    void whatHidesInReviewIsEscapedOrKeptInABlock() {
        assertThat(yaml(map("a", "x\u00A0y", "b", "x\u202Ey\n", "c", "x\u00A0y\n")))
                .isEqualTo("""
                a: "x\\u00A0y"
                b: "x\\u202Ey\\n"
                c: |
                  x\u00A0y
                """);
    }

    @Test
    void aKeyOfSeveralLinesIsQuoted() {
        assertThat(yaml(map("a\nb\n", "v"))).isEqualTo("\"a\\nb\\n\": v\n");
    }

    @Test
    void aLongLineIsNotFolded() {
        String line = "word ".repeat(400) + "end";
        assertThat(yaml(map("a", line, "b", line + ":"))).isEqualTo("a: " + line + "\nb: \"" + line + ":\"\n");
    }

    @Test
    void aLongKeyIsWrittenInTheExplicitForm() {
        String longest = "k".repeat(128);
        String longer = longest + "k";
        MapNode document = map(longest, 1, longer, map("a", list(map(longer + ":", list("x")))));
        assertThat(yaml(document)).isEqualTo("""
                %s: 1
                ? %s
                :
                  a:
                  - ? "%s:"
                    :
                    - x
                """.formatted(longest, longer, longer));
        assertThat(Readers.values())
                .allSatisfy(reader -> assertThat(reader.read(yaml(document))).containsExactly(document));
    }

    @Test
    void halfASurrogatePairIsRefusedWithItsPlace() {
        MapNode document = map("data", map("app.conf", list("fine", "ab\uD83D")));
        assertThatThrownBy(() -> yaml(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data.app.conf[1]: the text has half of a surrogate pair, \\uD83D at index 2."
                        + " UTF-8 cannot hold it: give the whole character or leave it out.");
    }

    @Test
    void halfASurrogatePairInAKeyIsRefusedToo() {
        MapNode document = map("data", map("\uD83D\uDE00\uDE00", "v"));
        assertThatThrownBy(() -> yaml(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "data.\uD83D\uDE00\\uDE00: the key has half of a surrogate pair, \\uDE00 at index 2.");
    }

    private static String yaml(MapNode... documents) {
        return YamlWriter.write(List.of(documents));
    }

    private static MapNode map(Object... keysAndValues) {
        List<MapNode.Entry> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.add(new MapNode.Entry((String) keysAndValues[i], node(keysAndValues[i + 1])));
        }
        return new MapNode(entries);
    }

    private static ListNode list(Object... items) {
        return new ListNode(Stream.of(items).map(YamlLayoutTest::node).toList());
    }

    private static Node node(Object value) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Integer number) {
            return ScalarNode.integer(number);
        }
        return value instanceof Boolean bool ? ScalarNode.bool(bool) : ScalarNode.string((String) value);
    }
}
