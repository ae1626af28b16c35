/** Ordered nodes with positions: what a manifest is between objects and text. */
@NullMarked
package dev.statefulstack.tree;

import org.jspecify.annotations.NullMarked;
