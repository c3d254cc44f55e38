/** How both services speak to Redis: one connection a process, and none to a Redis that keeps things. */
@NullMarked
package io.darkroom.redis;

import org.jspecify.annotations.NullMarked;
