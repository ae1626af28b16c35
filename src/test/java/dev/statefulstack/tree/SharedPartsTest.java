package dev.statefulstack.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A shared tree is equal to what it was, and what is equal stands in memory once. */
class SharedPartsTest {
    private static MapNode pod(String name, Node extra) {
        return new MapNode(List.of(
                new MapNode.Entry("name", ScalarNode.string(name)),
                new MapNode.Entry("ports", new ListNode(List.of(ScalarNode.integer(1), ScalarNode.integer(2)))),
                new MapNode.Entry("extra", extra)));
    }

    @Property
    void nothingChanges(@ForAll("trees") MapNode tree, @ForAll("trees") MapNode other) {
        assertThat(SharedParts.of(tree, other)).isEqualTo(tree);
    }

    @Property
    void anEqualTreeIsTheOtherOne(@ForAll("trees") MapNode tree) {
        assertThat(SharedParts.of(copy(tree), tree)).isSameAs(tree);
    }

    @Test
    void partsThatAreEqualAreTheOtherOnes() {
        MapNode one = pod("one", ScalarNode.bool(true));

        MapNode two = SharedParts.of(pod("two", new ListNode(List.of())), one);

        assertThat(two).isEqualTo(pod("two", new ListNode(List.of())));
        assertThat(two.entries().get(1)).isSameAs(one.entries().get(1));
    }

    @Test
    void aNodeReadElsewhereKeepsItsPosition() {
        Position position = new Position("file.yaml", 3, 1);
        MapNode read = new MapNode(pod("one", ScalarNode.nil()).entries(), position);

        assertThat(SharedParts.of(read, pod("one", ScalarNode.nil())).position())
                .isEqualTo(position);
    }

    @Provide
    Arbitrary<MapNode> trees() {
        Arbitrary<Node> leaf =
                Arbitraries.of(ScalarNode.string("a"), ScalarNode.string("b"), ScalarNode.integer(1), ScalarNode.nil());
        Arbitrary<Node> nodes = leaf;
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<Node> inner = nodes;
            nodes = Arbitraries.oneOf(
                    leaf,
                    inner.list().ofMaxSize(3).map(ListNode::new),
                    map(inner).map(map -> (Node) map));
        }
        return map(nodes);
    }

    private static Arbitrary<MapNode> map(Arbitrary<Node> values) {
        return Combinators.combine(Arbitraries.of("a", "b", "c"), values)
                .as(MapNode.Entry::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(entry -> entry.key().text())
                .map(MapNode::new);
    }

    private static MapNode copy(MapNode map) {
        return new MapNode(
                map.entries().stream()
                        .map(entry -> new MapNode.Entry(entry.key().text(), copy(entry.value())))
                        .toList(),
                map.position());
    }

    private static Node copy(Node node) {
        if (node instanceof MapNode map) {
            return copy(map);
        }
        return node instanceof ListNode list
                ? new ListNode(list.items().stream().map(SharedPartsTest::copy).toList(), list.position())
                : node;
    }
}
