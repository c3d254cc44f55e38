/** Picture files that somebody else made, read within limits. */
@NullMarked
package io.darkroom.core.picture;

import org.jspecify.annotations.NullMarked;
