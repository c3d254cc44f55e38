/** Faults: made from without, by signals and by an agent in the workers, and a history that decides what came of them. */
@NullMarked
package io.darkroom.e2e.fault;

import org.jspecify.annotations.NullMarked;
