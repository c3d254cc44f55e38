/** Tests of the whole, from outside: REST in, pictures out, and nothing left behind. */
@NullMarked
package io.darkroom.e2e;

import org.jspecify.annotations.NullMarked;
