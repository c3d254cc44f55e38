@NullMarked
package io.darkroom.bench.report;

import org.jspecify.annotations.NullMarked;
