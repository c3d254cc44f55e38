/** Tries model folders and holds them to recordings; the only part of the launcher that loads the engine. */
@NullMarked
package io.darkroom.local.check;

import org.jspecify.annotations.NullMarked;
