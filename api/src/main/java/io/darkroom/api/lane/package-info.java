/** The queues in front of the workers: where a job stands, and how long that takes. */
@NullMarked
package io.darkroom.api.lane;

import org.jspecify.annotations.NullMarked;
