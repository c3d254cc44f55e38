package io.darkroom.api.catalog;

import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.wire.ModelOffer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A model with at least one live worker.
 *
 * @param offer its limits and defaults, as the worker that announced itself last tells them
 * @param workers how many live workers serve it
 * @param slots jobs that all of them take at the same time in each lane
 * @param speed kilopixel-steps a second that all of them draw together; empty before any has measured
 */
public record ServedModel(ModelOffer offer, int workers, int slots, OptionalDouble speed) {
    /** The model that these workers, at least one, offer; those that have not measured yet are taken for average. */
    public static ServedModel of(List<ModelOffer> offers) {
        return new ServedModel(
                offers.get(offers.size() - 1),
                offers.size(),
                offers.stream().mapToInt(ModelOffer::slots).sum(),
                speed(offers));
    }

    private static OptionalDouble speed(List<ModelOffer> offers) {
        OptionalDouble average = offers.stream()
                .filter(offer -> Objects.nonNull(offer.secondsPerStep()))
                .mapToDouble(ServedModel::speed)
                .average();
        return average.isPresent() ? OptionalDouble.of(average.getAsDouble() * offers.size()) : average;
    }

    private static double speed(ModelOffer offer) {
        Double seconds = Objects.requireNonNull(offer.secondsPerStep());
        return DrawingCost.kilopixels(offer.defaultWidth(), offer.defaultHeight()) / seconds;
    }
}
