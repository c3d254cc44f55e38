/** Where a job stands, and its end by its owner's hand. */
@NullMarked
package io.darkroom.api.status;

import org.jspecify.annotations.NullMarked;
