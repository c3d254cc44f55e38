/**
 * The embedded default: one launcher that holds Kafka, PostgreSQL and Redis and runs the API and its workers beside them,
 * the same artifacts that production runs.
 */
@NullMarked
package io.darkroom.local;

import org.jspecify.annotations.NullMarked;
