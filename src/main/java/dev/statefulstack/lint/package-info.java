/** The front of the checks for anybody's YAML: what is read, what is told, and how. */
@NullMarked
package dev.statefulstack.lint;

import org.jspecify.annotations.NullMarked;
