/** Sealing and opening: the only place that imports JOSE. The formats are in docs/formats.md. */
@NullMarked
package io.darkroom.core.crypto;

import org.jspecify.annotations.NullMarked;
