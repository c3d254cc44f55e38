@NullMarked
package io.darkroom.bench.peer;

import org.jspecify.annotations.NullMarked;
