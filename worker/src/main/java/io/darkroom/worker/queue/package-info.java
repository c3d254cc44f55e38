/** The port through which jobs come: take one, try it, say what became of it. */
@NullMarked
package io.darkroom.worker.queue;

import org.jspecify.annotations.NullMarked;
