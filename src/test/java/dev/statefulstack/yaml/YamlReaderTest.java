package dev.statefulstack.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.statefulstack.tree.ListNode;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.tree.Node;
import dev.statefulstack.tree.Position;
import dev.statefulstack.tree.ScalarNode;
import dev.statefulstack.tree.ScalarNode.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    /** Each pair as {@code kubectl annotate --local -o json} 1.32 gave it. */
    @ParameterizedTest
    @CsvSource({
        "y, BOOLEAN, true",
        "NO, BOOLEAN, false",
        "off, BOOLEAN, false",
        "tRUE, STRING, tRUE",
        "~, NULL, null",
        "Null, NULL, null",
        "0123, INTEGER, 83",
        "0644, INTEGER, 420",
        "08, INTEGER, 8",
        "0190, INTEGER, 190",
        "0o14, INTEGER, 12",
        "0O17, INTEGER, 15",
        "0x1F, INTEGER, 31",
        "-0x1, INTEGER, -1",
        "0b101, INTEGER, 5",
        "-0b11, INTEGER, -3",
        "+0b11, INTEGER, 3",
        "0b102, STRING, 0b102",
        "0x, STRING, 0x",
        "0x1p3, STRING, 0x1p3",
        "1_000, INTEGER, 1000",
        "1_, INTEGER, 1",
        "1__0, INTEGER, 10",
        "_1, STRING, _1",
        "1e3, INTEGER, 1000",
        "12e5, INTEGER, 1200000",
        "1E-2, FLOAT, 0.01",
        "1e500, STRING, 1e500",
        "1.10, FLOAT, 1.1",
        "3.10, FLOAT, 3.1",
        "5., INTEGER, 5",
        ".5, FLOAT, 0.5",
        "+.5, FLOAT, 0.5",
        ".5e3, INTEGER, 500",
        "1.0, INTEGER, 1",
        "1.2.3, STRING, 1.2.3",
        "+5, INTEGER, 5",
        "-0, INTEGER, 0",
        "0, INTEGER, 0",
        "12:30:45, STRING, 12:30:45",
        "190:20, STRING, 190:20",
        "2024-01-01, STRING, 2024-01-01",
        "=, STRING, =",
        "-, STRING, -",
        "., STRING, .",
        "<<, STRING, <<",
        "18446744073709551615, INTEGER, 18446744073709551615",
        "18446744073709551616, FLOAT, 18446744073709552000",
        "1e21, FLOAT, 1e+21",
        "1e-7, FLOAT, 1e-7",
        "12345678.9, FLOAT, 12345678.9",
        "123456789012345678901234567890, FLOAT, 1.2345678901234568e+29",
        "1.7976931348623157e308, FLOAT, 1.7976931348623157e+308"
    })
    void aPlainScalarIsWhatKubernetesReads(String plain, Kind kind, String text) {
        ScalarNode scalar = (ScalarNode) valueOf("k: " + (plain.equals("-") ? "[-]" : plain));
        assertThat(scalar.kind()).isEqualTo(kind);
        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.spelling()).isEqualTo(plain);
    }

    @Test
    void itAgreesWithTheModelThatTheWriterIsTestedAgainst() {
        assertThat(KnownStrings.all().filter(text -> !text.isEmpty()))
                .allSatisfy(text -> assertThat(
                                KubernetesScalars.read(text, Position.NONE).kind() == Kind.STRING || text.equals("<<"))
                        .isEqualTo(GoYaml.takesForString(text) || text.equals("<<")));
    }

    @Test
    void aQuotedScalarIsAString() {
        assertThat(valueOf("k: \"yes\"")).isEqualTo(new ScalarNode(Kind.STRING, "yes", at(1, 4)));
        assertThat(valueOf("k: 'yes'")).isEqualTo(new ScalarNode(Kind.STRING, "yes", at(1, 4)));
        assertThat(valueOf("k: !!str yes")).isEqualTo(new ScalarNode(Kind.STRING, "yes", at(1, 4)));
        assertThat(valueOf("k: !local 12")).isEqualTo(new ScalarNode(Kind.STRING, "12", at(1, 4)));
        assertThat(valueOf("k: !!int \"12\"")).isEqualTo(new ScalarNode(Kind.INTEGER, "12", at(1, 4)));
        assertThat(valueOf("k: |\n  12\n")).isEqualTo(new ScalarNode(Kind.STRING, "12\n", at(1, 4)));
    }

    @Test
    void everyKeyIsAStringAsInJson() {
        MapNode map = only(read("on: a\n0123: b\n1.10: c\n1e21: d\n"));
        assertThat(map.entries()).extracting(entry -> entry.key().text()).containsExactly("true", "83", "1.1", "1e+21");
        assertThat(map.entries()).extracting(entry -> entry.key().kind()).containsOnly(Kind.STRING);
        assertThat(map.entries())
                .extracting(entry -> entry.key().spelling())
                .containsExactly("on", "0123", "1.10", "1e21");
    }

    @Test
    void everyNodeKnowsWhereItBegins() {
        String text = """
                # a comment
                kind: StatefulSet
                spec:
                  list:
                  - name: a
                    other: "b"
                  flow: {x: [1, 2]}
                ---
                kind: Service
                """;
        YamlText read = read(text);
        MapNode first = read.documents().get(0).root();
        assertThat(first.position()).isEqualTo(at(2, 1));
        assertThat(first.entries().get(1).key().position()).isEqualTo(at(3, 1));
        MapNode spec = (MapNode) first.entries().get(1).value();
        assertThat(spec.position()).isEqualTo(at(4, 3));
        ListNode list = (ListNode) spec.entries().get(0).value();
        assertThat(list.position()).isEqualTo(at(5, 3));
        MapNode item = (MapNode) list.items().get(0);
        assertThat(item.position()).isEqualTo(at(5, 5));
        assertThat(item.entries().get(1).value().position()).isEqualTo(at(6, 12));
        MapNode flow = (MapNode) spec.entries().get(1).value();
        assertThat(flow.position()).isEqualTo(at(7, 9));
        assertThat(((ListNode) flow.entries().get(0).value()).items().get(1).position())
                .isEqualTo(at(7, 17));
        assertThat(read.documents().get(1).root().position()).isEqualTo(at(9, 1));
        assertThat(read.documents().get(1).root().entries().get(0).value().position())
                .hasToString("f.yaml:9:7");
    }

    @Test
    void theLastOfTwoEqualKeysWinsAndIsReported() {
        YamlText read = read("a: 1\nb: 2\na: 3\n\"a\": 4\n");
        assertThat(only(read).entries())
                .extracting(entry -> ((ScalarNode) entry.value()).text())
                .containsExactly("4", "2");
        assertThat(read.problems())
                .extracting(YamlProblem::toString)
                .containsExactly(
                        "f.yaml:3:1: the key 'a' is there twice, first in line 1; the last one wins; keep one of them",
                        "f.yaml:4:1: the key 'a' is there twice, first in line 3; the last one wins; keep one of them");
        assertThat(read.problems()).extracting(YamlProblem::kind).containsOnly(YamlProblem.Kind.DUPLICATE_KEY);
    }

    /** In the order that {@code kubectl} 1.32 gave; YAML's own rule is that keys of the map always win. */
    @Test
    void mergesAreMadeWhereTheyStand() {
        assertThat(texts(read("<<: {a: merged, b: merged}\na: own\n"))).containsExactly("a=own", "b=merged");
        assertThat(texts(read("a: own\n<<: {a: merged, b: merged}\n"))).containsExactly("a=merged", "b=merged");
        assertThat(texts(read("<<: [{a: first}, {a: second, b: second}]\n")))
                .containsExactlyInAnyOrder("a=first", "b=second");
        assertThat(read("a: own\n<<: {a: merged}\n").problems()).isEmpty();
    }

    @Test
    void anAliasIsWhatItsAnchorStandsFor() {
        MapNode map = only(read("a: &x {k: v}\nb: *x\n"));
        assertThat(map.get("b")).isEqualTo(map.get("a"));
        assertThat(problem("b: *x\n")).isEqualTo("f.yaml:1:4: there is no anchor &x; write out what is meant");
        assertThat(problem("a: &x [*x]\n")).contains("f.yaml:1:8: what &x stands for contains itself");
    }

    @Test
    void separatorsAreLinesThatBeginWithThreeDashes() {
        assertThat(read("---\n# nothing\n---\na: 1\n--- # comment\nb: 2\n---\n").documents())
                .hasSize(2);
        assertThat(read("a: |\n  ---\n  x\n").documents()).hasSize(1);
        YamlText bad = read("a: 1\n--- b: 2\nc: 3\n");
        assertThat(bad.documents()).hasSize(2);
        assertThat(bad.problems())
                .extracting(YamlProblem::toString)
                .containsExactly("f.yaml:2:4: 'b: 2' stands behind ---; put it on a line of its own");
    }

    @Test
    void whatFollowsAnEndMarkIsIgnored() {
        YamlText read = read("a: 1\n...\nno: yaml: here\n---\nb: 2\n");
        assertThat(read.documents()).hasSize(2);
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void anErrorLeavesTheOtherDocumentsAlone() {
        YamlText read = read("a: 1\n---\na: [1\n---\nb: 2\n");
        assertThat(read.documents()).hasSize(2);
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.SYNTAX);
            assertThat(problem.position().line()).isBetween(3, 4);
        });
    }

    @Test
    void helmsCommentNamesTheTemplate() {
        YamlText read = read("---\n# Source: kafka/templates/set.yaml\n# more\na: 1\n---\nb: 2\n");
        assertThat(read.documents()).extracting(YamlDocument::template).containsExactly("kafka/templates/set.yaml", "");
    }

    @Test
    void aTemplateIsCalledOneAndOnlyOnce() {
        YamlText read = read("a: 1\n---\n{{- if .Values.x }}\nkind: {{ .Values.y }}\n{{- end }}\n---\nx: {{ .y }}\n");
        assertThat(read.documents()).hasSize(1);
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(YamlProblem.Kind.TEMPLATE);
            assertThat(problem.position()).isEqualTo(at(3, 1));
        });
        assertThat(read("x: \"{{ .y }}\"\n").problems()).isEmpty();
    }

    @Test
    void jsonIsReadWithTabsAndEscapes() {
        MapNode map = only(read("{\n\t\"a\":\t\"x\\ty\\/\\ud83d\\ude00\",\n\t\"b\": [true, null, 1.5e3]\n}\n"));
        assertThat(map.get("a")).isEqualTo(new ScalarNode(Kind.STRING, "x\ty/\uD83D\uDE00", at(2, 7)));
        assertThat(map.get("b"))
                .isInstanceOfSatisfying(
                        ListNode.class,
                        list -> assertThat(list.items())
                                .extracting(item -> ((ScalarNode) item).text())
                                .containsExactly("true", "null", "1500"));
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNoContent() {
        MapNode map = only(read("\uFEFFa: 1\r\nb: x\r\n"));
        assertThat(map.get("b")).isEqualTo(new ScalarNode(Kind.STRING, "x", at(2, 4)));
    }

    @Test
    void whatIsWrongHasAPlaceAndAFix() {
        assertThat(problem("a:\n\tb: 1\n"))
                .isEqualTo("f.yaml:2:1: there is a tab where only blanks may be; indent with blanks");
        assertThat(problem("a: b: c\n"))
                .isEqualTo("f.yaml:1:5: there is a ': ' in a text without quotes, or the line is indented wrong;"
                        + " quote the text, or align the line with its neighbours");
        assertThat(problem("a: x\0y\n")).startsWith("f.yaml:1:5: there is a control character, U+0000;");
        assertThat(problem("a: .inf\n")).startsWith("f.yaml:1:4: '.inf' is a number that JSON has no word for");
        assertThat(problem("? [a]\n: b\n")).isEqualTo("f.yaml:1:3: a key is a map or a list; quote the key");
        assertThat(problem("~: b\n")).isEqualTo("f.yaml:1:1: a key is null; quote the key");
        assertThat(problem("- a\n- b\n")).startsWith("f.yaml:1:1: the document is a list;");
        assertThat(problem("just words\n")).startsWith("f.yaml:1:1: the document is a single value;");
        assertThat(problem("a: 'x\n")).startsWith("f.yaml:2:1: while scanning a quoted scalar");
        assertThat(problem("<<: 1\n"))
                .isEqualTo("f.yaml:1:1: what << merges is no map; name the anchor of a map, or quote the key");
    }

    @Test
    void bytesThatAreNoUtf8AreReportedWhereTheyStand() {
        byte[] bytes = "a: ü\nb: x_y\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xC3;
        YamlText read = YamlReader.read("f.yaml", bytes);
        assertThat(read.documents()).isEmpty();
        assertThat(read.problems())
                .extracting(YamlProblem::toString)
                .containsExactly("f.yaml:2:5: the byte here is no UTF-8; save the file as UTF-8");
    }

    private static Position at(int line, int column) {
        return new Position("f.yaml", line, column);
    }

    private static YamlText read(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(String text) {
        YamlText read = read(text);
        assertThat(read.documents()).isEmpty();
        assertThat(read.problems()).hasSize(1);
        return read.problems().get(0).toString();
    }

    private static MapNode only(YamlText read) {
        assertThat(read.documents()).hasSize(1);
        return read.documents().get(0).root();
    }

    private static Node valueOf(String text) {
        Node value = only(read(text + "\n")).entries().get(0).value();
        return value instanceof ListNode list ? list.items().get(0) : value;
    }

    private static List<String> texts(YamlText read) {
        return only(read).entries().stream()
                .map(entry -> entry.key().text() + "=" + ((ScalarNode) entry.value()).text())
                .toList();
    }
}
