/** The models that this worker serves. */
@NullMarked
package io.darkroom.worker.model;

import org.jspecify.annotations.NullMarked;
