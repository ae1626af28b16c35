/** Deployments whose clients choose among the pods themselves. */
@NullMarked
package dev.statefulstack.deployment;

import org.jspecify.annotations.NullMarked;
