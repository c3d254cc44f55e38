/** The whole system under steady load, while its parts are killed, frozen, restarted and slowed down at random. */
@NullMarked
package io.darkroom.bench.soak;

import org.jspecify.annotations.NullMarked;
