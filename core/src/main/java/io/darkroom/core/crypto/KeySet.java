package io.darkroom.core.crypto;

import java.util.List;

/** Keys of one use, as a file holds them. */
public sealed interface KeySet permits OpeningKeys, SealingKeys {
    /** What may be said of each, the current one first. */
    List<KeyNote> notes();
}
