/** Systems of which nothing is known but what the user says. */
@NullMarked
package dev.statefulstack.custom;

import org.jspecify.annotations.NullMarked;
