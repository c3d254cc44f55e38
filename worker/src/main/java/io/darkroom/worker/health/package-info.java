/** Readiness that says why. */
@NullMarked
package io.darkroom.worker.health;

import org.jspecify.annotations.NullMarked;
