/** Prompts as numbers: CLIP's tokenizer, from a string to the ids that the text encoder is fed. */
@NullMarked
package io.darkroom.diffusion.text;

import org.jspecify.annotations.NullMarked;
