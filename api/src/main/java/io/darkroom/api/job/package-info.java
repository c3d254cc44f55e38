/** A job on its way in, as Redis and PostgreSQL are told of it. */
@NullMarked
package io.darkroom.api.job;

import org.jspecify.annotations.NullMarked;
