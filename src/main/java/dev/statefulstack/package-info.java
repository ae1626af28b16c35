/** Where users begin. */
@NullMarked
package dev.statefulstack;

import org.jspecify.annotations.NullMarked;
