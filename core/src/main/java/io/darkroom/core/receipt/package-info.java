/** What a deletion receipt says, and how it is written. Its signature is {@link io.darkroom.core.crypto}'s. */
@NullMarked
package io.darkroom.core.receipt;

import org.jspecify.annotations.NullMarked;
