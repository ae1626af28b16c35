/** Generated files on their way to disk. */
@NullMarked
package dev.statefulstack.files;

import org.jspecify.annotations.NullMarked;
