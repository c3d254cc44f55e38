/** The port through which state, progress and pictures go back, each change compare-and-set on the attempt. */
@NullMarked
package io.darkroom.worker.deliver;

import org.jspecify.annotations.NullMarked;
