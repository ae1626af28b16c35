/** Everything about Elasticsearch. */
@NullMarked
package dev.statefulstack.elasticsearch;

import org.jspecify.annotations.NullMarked;
