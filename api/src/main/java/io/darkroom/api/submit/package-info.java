/** Accepting a job: read, complete, seal, queue. */
@NullMarked
package io.darkroom.api.submit;

import org.jspecify.annotations.NullMarked;
