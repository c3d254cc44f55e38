/** What a bench found: a table, a file, a plot. */
@NullMarked
package io.darkroom.bench.report;

import org.jspecify.annotations.NullMarked;
