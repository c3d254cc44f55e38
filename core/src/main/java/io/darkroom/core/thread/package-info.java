/** Threads that both services make. */
@NullMarked
package io.darkroom.core.thread;

import org.jspecify.annotations.NullMarked;
