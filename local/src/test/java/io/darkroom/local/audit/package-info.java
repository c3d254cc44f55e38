/** Tests of the package of the same name. */
@NullMarked
package io.darkroom.local.audit;

import org.jspecify.annotations.NullMarked;
