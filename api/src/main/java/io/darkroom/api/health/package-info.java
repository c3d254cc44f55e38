/** Readiness that says why. */
@NullMarked
package io.darkroom.api.health;

import org.jspecify.annotations.NullMarked;
