@NullMarked
package io.darkroom.bench.engine;

import org.jspecify.annotations.NullMarked;
