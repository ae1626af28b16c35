/** Rules that look at manifests and never change them. */
@NullMarked
package dev.statefulstack.check;

import org.jspecify.annotations.NullMarked;
