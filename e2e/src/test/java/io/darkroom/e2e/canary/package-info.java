/** Where the systems of these tests could have left a secret; how it is found is in {@code io.darkroom.local.audit}. */
@NullMarked
package io.darkroom.e2e.canary;

import org.jspecify.annotations.NullMarked;
