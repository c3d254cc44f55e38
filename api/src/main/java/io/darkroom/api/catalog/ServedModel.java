package io.darkroom.api.catalog;

import io.darkroom.core.wire.ModelOffer;

/**
 * A model with at least one live worker.
 *
 * @param offer its limits and defaults, as the worker that announced itself last tells them
 * @param workers how many live workers serve it
 * @param slots jobs that all of them take at the same time in each lane
 */
public record ServedModel(ModelOffer offer, int workers, int slots) {}
