/** Finished pictures: out of the channel or the library, opened, handed over. */
@NullMarked
package io.darkroom.api.result;

import org.jspecify.annotations.NullMarked;
