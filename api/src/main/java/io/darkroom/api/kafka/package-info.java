/** Kafka behind the ports: sealed prompts on their way to the workers. */
@NullMarked
package io.darkroom.api.kafka;

import org.jspecify.annotations.NullMarked;
