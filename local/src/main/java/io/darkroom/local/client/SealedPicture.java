package io.darkroom.local.client;

import java.util.Optional;

/**
 * A picture as it comes back to whoever sealed the prompt.
 *
 * @param picture a compact JWE
 * @param seed of the job's first picture, a compact JWE too
 */
record SealedPicture(String picture, Optional<String> seed) {}
