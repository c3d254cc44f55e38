/** A model folder as it lies on disk: read, checked, and refused by file name if it is broken. */
@NullMarked
package io.darkroom.diffusion.model;

import org.jspecify.annotations.NullMarked;
