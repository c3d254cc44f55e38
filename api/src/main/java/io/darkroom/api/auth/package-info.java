/** Who calls: API keys, known by their hashes alone. */
@NullMarked
package io.darkroom.api.auth;

import org.jspecify.annotations.NullMarked;
