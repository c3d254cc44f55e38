/** HTTP in, HTTP out: resources translate and decide nothing. */
@NullMarked
package io.darkroom.api.rest;

import org.jspecify.annotations.NullMarked;
