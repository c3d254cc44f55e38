/** Altered inputs for everything that reads octets of others; other modules' tests use it too. */
@NullMarked
package io.darkroom.core.fuzz;

import org.jspecify.annotations.NullMarked;
