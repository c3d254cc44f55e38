/** One job from sealed prompt to sealed pictures: the only reader of plaintext outside the seals. */
@NullMarked
package io.darkroom.worker.draw;

import org.jspecify.annotations.NullMarked;
