/** Tests of what judges the others. */
@NullMarked
package io.darkroom.testkit;

import org.jspecify.annotations.NullMarked;
