/** Redis behind the ports: one Lua script for each change. */
@NullMarked
package io.darkroom.api.redis;

import org.jspecify.annotations.NullMarked;
