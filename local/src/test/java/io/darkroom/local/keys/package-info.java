/** Tests of rotation, retirement and what is said of them. */
@NullMarked
package io.darkroom.local.keys;

import org.jspecify.annotations.NullMarked;
