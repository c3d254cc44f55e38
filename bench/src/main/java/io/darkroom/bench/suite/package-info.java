/** What all benches have in common. */
@NullMarked
package io.darkroom.bench.suite;

import org.jspecify.annotations.NullMarked;
