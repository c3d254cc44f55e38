/** The queue on Kafka share groups (KIP-932). */
@NullMarked
package io.darkroom.worker.kafka;

import org.jspecify.annotations.NullMarked;
