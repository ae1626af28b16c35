/** Tree to text, and text to tree. */
@NullMarked
package dev.statefulstack.yaml;

import org.jspecify.annotations.NullMarked;
