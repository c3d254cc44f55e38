/** Measuring two things in one run: rounds, interleaved, and how far they spread. */
@NullMarked
package io.darkroom.bench.measure;

import org.jspecify.annotations.NullMarked;
