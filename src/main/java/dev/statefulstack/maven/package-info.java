/**
 * Maven's goals. They know Maven and the JDK and nothing else of ours: each runs one command of the library that the
 * project itself uses.
 */
@NullMarked
package dev.statefulstack.maven;

import org.jspecify.annotations.NullMarked;
