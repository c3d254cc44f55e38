package io.darkroom.local.audit.job;

import io.darkroom.local.audit.place.Plant;
import io.darkroom.local.audit.place.Planted;
import io.darkroom.local.audit.search.Canary;
import java.util.Set;
import java.util.function.Supplier;

/** A line in a worker's log: that a job failed, with its id, which the audit chose. It proves that the folder is the one written to. */
public final class LoggedJob implements Plant {
    private final Supplier<String> failedJob;

    /** A line about the job whose id this returns, once it has failed. */
    public LoggedJob(Supplier<String> failedJob) {
        this.failedJob = failedJob;
    }

    @Override
    public String what() {
        return "a line about a job that failed, written by a worker";
    }

    @Override
    public Planted put() {
        return Planted.in(Canary.ofText("id of a failed job", failedJob.get()), Set.of("UTF-8"), () -> {});
    }
}
