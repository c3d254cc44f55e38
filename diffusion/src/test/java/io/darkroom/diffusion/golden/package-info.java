/** Recordings of what diffusers computes, and how a test holds Darkroom against them. */
@NullMarked
package io.darkroom.diffusion.golden;

import org.jspecify.annotations.NullMarked;
