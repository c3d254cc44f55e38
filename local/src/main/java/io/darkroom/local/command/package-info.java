/** The commands of {@code ./darkroom} and what they print. */
@NullMarked
package io.darkroom.local.command;

import org.jspecify.annotations.NullMarked;
