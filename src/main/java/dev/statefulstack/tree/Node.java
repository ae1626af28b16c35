package dev.statefulstack.tree;

/** A value in a manifest: a map, a list or a scalar. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
    /** Where the value was read, or {@link Position#NONE}. */
    Position position();
}
