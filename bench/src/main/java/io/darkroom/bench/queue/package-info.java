/** Jobs a second through the whole path, nothing drawn, beside the queues that people use. */
@NullMarked
package io.darkroom.bench.queue;

import org.jspecify.annotations.NullMarked;
