/** Plan to Kubernetes objects, and those objects to the tree. Names no system. */
@NullMarked
package dev.statefulstack.resources;

import org.jspecify.annotations.NullMarked;
