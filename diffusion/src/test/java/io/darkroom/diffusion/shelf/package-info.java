@NullMarked
package io.darkroom.diffusion.shelf;

import org.jspecify.annotations.NullMarked;
