@NullMarked
package io.darkroom.bench.fleet;

import org.jspecify.annotations.NullMarked;
