/** Everything about Apache Kafka. */
@NullMarked
package dev.statefulstack.kafka;

import org.jspecify.annotations.NullMarked;
