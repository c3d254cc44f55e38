/** The engine's own parts under JMH, beside the graph call that they accompany. */
@NullMarked
package io.darkroom.bench.parts;

import org.jspecify.annotations.NullMarked;
