package io.darkroom.local.keys;

import java.util.Collection;

/** The library's rows, as far as keys go. */
public interface KeptPictures {
    /** How many pictures are sealed to one of these keys. */
    long sealedTo(Collection<String> keyIds);
}
