/** A client of the public REST API, as much of it as {@code draw} needs. */
@NullMarked
package io.darkroom.local.client;

import org.jspecify.annotations.NullMarked;
