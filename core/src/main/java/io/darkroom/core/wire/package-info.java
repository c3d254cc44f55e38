/** What the API and the workers say to each other through Kafka and Redis; they meet nowhere else. */
@NullMarked
package io.darkroom.core.wire;

import org.jspecify.annotations.NullMarked;
