/** Scripts: {@code emit} for those who write them, and the runner that evaluates them. */
@NullMarked
package dev.statefulstack.script;

import org.jspecify.annotations.NullMarked;
