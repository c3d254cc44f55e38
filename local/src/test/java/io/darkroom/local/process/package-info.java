/** Tests of the package of the same name. */
@NullMarked
package io.darkroom.local.process;

import org.jspecify.annotations.NullMarked;
