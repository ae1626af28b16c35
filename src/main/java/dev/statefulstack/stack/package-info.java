/** What every stack has: the options, the line from options to manifests, and its findings. */
@NullMarked
package dev.statefulstack.stack;

import org.jspecify.annotations.NullMarked;
