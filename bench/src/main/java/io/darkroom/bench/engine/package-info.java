/** Pictures a second, without any service around the engine. */
@NullMarked
package io.darkroom.bench.engine;

import org.jspecify.annotations.NullMarked;
