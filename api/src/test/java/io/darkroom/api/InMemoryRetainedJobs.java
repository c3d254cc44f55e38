package io.darkroom.api;

import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.retain.RetainedJobs;
import io.darkroom.core.job.JobId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Undrawn retained jobs in memory. */
public final class InMemoryRetainedJobs implements RetainedJobs {
    private final Map<JobId, AcceptedJob> jobs = new LinkedHashMap<>();

    @Override
    public void add(AcceptedJob job) {
        jobs.put(job.id(), job);
    }

    @Override
    public boolean remove(String owner, JobId job) {
        return jobs.values().removeIf(row -> row.id().equals(job) && row.owner().equals(owner));
    }

    @Override
    public boolean hold(JobId job) {
        return jobs.containsKey(job);
    }

    @Override
    public List<JobId> open(Instant now) {
        return jobs.values().stream()
                .filter(job -> job.deadline().isAfter(now))
                .map(AcceptedJob::id)
                .toList();
    }

    @Override
    public boolean whileHeld(JobId job, Consumer<AcceptedJob> action) {
        Optional<AcceptedJob> row = Optional.ofNullable(jobs.get(job));
        row.ifPresent(action);
        return row.isPresent();
    }

    @Override
    public void removeLate(Instant now) {
        jobs.values().removeIf(job -> job.deadline().isBefore(now));
    }

    @Override
    public void clearRemains() {
        // Nothing of an erased job remains here.
    }
}
