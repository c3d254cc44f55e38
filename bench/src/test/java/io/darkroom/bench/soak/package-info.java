@NullMarked
package io.darkroom.bench.soak;

import org.jspecify.annotations.NullMarked;
