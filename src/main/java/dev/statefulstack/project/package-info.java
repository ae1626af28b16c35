/** A platform repository: its stacks, and the folder of manifests that they give. */
@NullMarked
package dev.statefulstack.project;

import org.jspecify.annotations.NullMarked;
