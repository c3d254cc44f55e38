/** Tests of drawing pictures, on the demo model and on made-up graphs. */
@NullMarked
package io.darkroom.diffusion.pipeline;

import org.jspecify.annotations.NullMarked;
