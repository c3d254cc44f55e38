/** Key files of a deployment or of a data folder: what is in them, how they are rotated, and when a key may be destroyed. */
@NullMarked
package io.darkroom.local.keys;

import org.jspecify.annotations.NullMarked;
