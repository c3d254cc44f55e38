package io.darkroom.bench.service;

import io.darkroom.bench.engine.DrawingJob;
import io.darkroom.bench.engine.DrawingTimes;
import io.darkroom.bench.engine.Stopwatch;
import io.darkroom.core.job.Lane;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.local.client.ApiClient;
import io.darkroom.local.client.JobListener;
import io.darkroom.local.client.JobOrder;
import io.darkroom.local.client.JobTicket;
import java.util.Map;

/**
 * What a client saw of one job that it followed step by step.
 *
 * @param times from its submission on
 * @param firstSeen the step that it was told of first, from 1
 */
record FollowedJob(DrawingTimes times, int firstSeen) {
    /** Submits a job and waits for its picture. */
    static FollowedJob of(ApiClient client, DrawingJob job) {
        Stopwatch watch = new Stopwatch();
        JobTicket ticket = client.submit(order(job));
        client.follow(ticket, new JobListener() {
            @Override
            public void state(String state) {
                // Steps say more.
            }

            @Override
            public void progress(int step, int steps, int imagesDone, int images) {
                if (step > 0) {
                    watch.stepped(step);
                }
            }
        });
        var unused = client.picture(ticket, 0);
        return new FollowedJob(watch.drawn(job.steps()), watch.firstSeen());
    }

    private static JobOrder order(DrawingJob job) {
        JobOrder order = JobOrder.of(Prompt.of(job.prompt()), Prompt.of(job.negativePrompt()));
        for (Map.Entry<String, Object> field : job.body(Lane.INTERACTIVE).entrySet()) {
            if (!field.getKey().endsWith("prompt")) {
                order = order.with(field.getKey(), field.getValue());
            }
        }
        return order;
    }

    /** Milliseconds until the first step seen, beyond what the engine alone took until then. */
    double addedBefore(DrawingTimes alone) {
        return times.firstStep() - alone.until(firstSeen);
    }

    /** Milliseconds between the first step seen and the last, beyond what the engine alone took for those. */
    double addedBetween(DrawingTimes alone) {
        return (times.lastStep() - times.firstStep()) - (alone.lastStep() - alone.until(firstSeen));
    }

    /** Milliseconds from the last step to the picture, beyond what the engine alone took for that. */
    double addedAfter(DrawingTimes alone) {
        return (times.picture() - times.lastStep()) - (alone.picture() - alone.lastStep());
    }
}
