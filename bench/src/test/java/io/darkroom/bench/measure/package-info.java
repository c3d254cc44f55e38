@NullMarked
package io.darkroom.bench.measure;

import org.jspecify.annotations.NullMarked;
