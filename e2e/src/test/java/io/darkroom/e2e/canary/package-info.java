/** Finds a secret wherever it lies, in whatever form. */
@NullMarked
package io.darkroom.e2e.canary;

import org.jspecify.annotations.NullMarked;
