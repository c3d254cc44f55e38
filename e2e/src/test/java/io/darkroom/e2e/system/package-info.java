/** A running system and the ways to talk to its parts. */
@NullMarked
package io.darkroom.e2e.system;

import org.jspecify.annotations.NullMarked;
