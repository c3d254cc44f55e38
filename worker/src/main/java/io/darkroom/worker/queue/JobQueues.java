package io.darkroom.worker.queue;

import io.darkroom.core.job.Lane;
import java.util.Collection;

/** Opens queues. */
public interface JobQueues {

    /** Makes sure that the models' lanes exist and are set as they must be; throws if they cannot be. */
    void prepare(Collection<String> models);

    /** Opens the queue of one lane of a model for the calling thread. */
    JobQueue open(String model, Lane lane, String slotName);
}
