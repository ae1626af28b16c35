package dev.statefulstack.tree;

import java.util.List;

/** Values in order. */
public record ListNode(List<Node> items, Position position) implements Node {
    public ListNode {
        items = List.copyOf(items);
    }

    public ListNode(List<Node> items) {
        this(items, Position.NONE);
    }
}
