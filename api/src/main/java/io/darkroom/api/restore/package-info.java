/** Puts back what a Redis that was lost knew of jobs whose pictures are to be kept. */
@NullMarked
package io.darkroom.api.restore;

import org.jspecify.annotations.NullMarked;
