/** Slots: one queue on one thread, one job at a time. */
@NullMarked
package io.darkroom.worker.slot;

import org.jspecify.annotations.NullMarked;
