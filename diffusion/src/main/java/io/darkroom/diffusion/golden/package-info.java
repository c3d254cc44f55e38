/** Recordings of what diffusers drew, and how far from them a model draws. */
@NullMarked
package io.darkroom.diffusion.golden;

import org.jspecify.annotations.NullMarked;
