/** The command {@code ./darkroom bench}. */
@NullMarked
package io.darkroom.bench;

import org.jspecify.annotations.NullMarked;
