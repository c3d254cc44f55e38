/** What a job costs however many wait, and how whole fleets would do. */
@NullMarked
package io.darkroom.bench.scale;

import org.jspecify.annotations.NullMarked;
