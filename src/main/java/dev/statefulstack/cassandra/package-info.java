/** Everything about Apache Cassandra. */
@NullMarked
package dev.statefulstack.cassandra;

import org.jspecify.annotations.NullMarked;
