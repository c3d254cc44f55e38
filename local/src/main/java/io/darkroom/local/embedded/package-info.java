/** Kafka, PostgreSQL and Redis as parts of one local run, set up so that they keep no more than they must. */
@NullMarked
package io.darkroom.local.embedded;

import org.jspecify.annotations.NullMarked;
