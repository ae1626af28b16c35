/** Tree to text. */
@NullMarked
package dev.statefulstack.yaml;

import org.jspecify.annotations.NullMarked;
