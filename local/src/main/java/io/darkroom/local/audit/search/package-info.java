/** Finding what must not be anywhere: canaries, all forms they could lie in, and one pass over any octets for all of them. */
@NullMarked
package io.darkroom.local.audit.search;

import org.jspecify.annotations.NullMarked;
