/** A real Redis, for the tests of whoever speaks to one. */
@NullMarked
package io.darkroom.redis.server;

import org.jspecify.annotations.NullMarked;
