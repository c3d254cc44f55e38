/** Values that hold what a person typed or what was drawn for them, and that never print it. */
@NullMarked
package io.darkroom.core.privacy;

import org.jspecify.annotations.NullMarked;
