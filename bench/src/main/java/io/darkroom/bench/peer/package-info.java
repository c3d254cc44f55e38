/** Other programs that do the same work, each in a process of its own. */
@NullMarked
package io.darkroom.bench.peer;

import org.jspecify.annotations.NullMarked;
