/** Tests of the engine. */
@NullMarked
package io.darkroom.diffusion.engine;

import org.jspecify.annotations.NullMarked;
