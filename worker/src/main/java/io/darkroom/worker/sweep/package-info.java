/** Kafka forgets: what finished jobs leave in the log of their lane is taken off its disk. */
@NullMarked
package io.darkroom.worker.sweep;

import org.jspecify.annotations.NullMarked;
