/** From a request to a picture: encode the texts, denoise step by step, decode, compress. */
@NullMarked
package io.darkroom.diffusion.pipeline;

import org.jspecify.annotations.NullMarked;
