/** Tests of the package of the same name. */
@NullMarked
package io.darkroom.local.command;

import org.jspecify.annotations.NullMarked;
