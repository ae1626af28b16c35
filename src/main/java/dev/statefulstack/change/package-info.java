/** Two versions of manifests, and what Kubernetes does with the difference. */
@NullMarked
package dev.statefulstack.change;

import org.jspecify.annotations.NullMarked;
