/** Tests of the package of the same name. */
@NullMarked
package io.darkroom.local.client;

import org.jspecify.annotations.NullMarked;
