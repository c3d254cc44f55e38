/** Redis behind the ports: scripts, settings, announcements. */
@NullMarked
package io.darkroom.worker.redis;

import org.jspecify.annotations.NullMarked;
