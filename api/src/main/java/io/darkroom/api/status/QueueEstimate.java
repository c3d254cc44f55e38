package io.darkroom.api.status;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.core.wire.ModelOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a waiting job is likely to wait and draw, from what the workers measured. An estimate, and no more. */
@ApplicationScoped
public class QueueEstimate {
    private final JobRecords records;
    private final ModelCatalog catalog;

    /** Asks {@code records} for the queue and {@code catalog} for speeds. */
    public QueueEstimate(JobRecords records, ModelCatalog catalog) {
        this.records = records;
        this.catalog = catalog;
    }

    /** Jobs that wait before this one; empty if it does not wait. */
    public OptionalLong position(JobSnapshot job) {
        return records.ahead(job);
    }

    /** Seconds until the job is done, if the jobs before it are like it; empty before any worker has measured. */
    public Optional<Double> seconds(JobSnapshot job, long ahead) {
        return catalog.served().stream()
                .filter(model -> model.offer().name().equals(job.spec().model()))
                .findFirst()
                .flatMap(model -> seconds(job, ahead, model));
    }

    private static Optional<Double> seconds(JobSnapshot job, long ahead, ServedModel model) {
        ModelOffer offer = model.offer();
        if (offer.secondsPerStep() == null) {
            return Optional.empty();
        }
        double share = (double) job.spec().width()
                * job.spec().height()
                / ((double) offer.defaultWidth() * offer.defaultHeight());
        double drawing = offer.secondsPerStep()
                * share
                * job.spec().stepsTaken()
                * job.spec().images();
        return Optional.of(drawing * (1 + (double) ahead / Math.max(1, model.workers())));
    }
}
