/** {@code darkroom audit}: looks for canaries everywhere, after proving that it would find them. */
@NullMarked
package io.darkroom.local.audit;

import org.jspecify.annotations.NullMarked;
