/** Following a job: hints from Redis, the truth from its hash. */
@NullMarked
package io.darkroom.api.follow;

import org.jspecify.annotations.NullMarked;
