/** Tests of the embedded servers, each against the real one. */
@NullMarked
package io.darkroom.local.embedded;

import org.jspecify.annotations.NullMarked;
