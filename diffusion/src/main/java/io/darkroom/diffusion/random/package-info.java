/** Seeded noise: the normally distributed numbers that a picture starts from, the same for a seed as torch draws. */
@NullMarked
package io.darkroom.diffusion.random;

import org.jspecify.annotations.NullMarked;
