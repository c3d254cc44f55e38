package io.darkroom.api.submit;

import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.SealedImage;
import io.darkroom.core.job.JobId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A library of which only the ids matter. */
final class KeptIds implements RetainedImages {
    final Set<JobId> ids = new HashSet<>();

    @Override
    public Optional<SealedImage> find(String owner, JobId job, int number) {
        return Optional.empty();
    }

    @Override
    public List<Integer> numbers(String owner, JobId job) {
        return List.of();
    }

    @Override
    public boolean hold(JobId job) {
        return ids.contains(job);
    }

    @Override
    public boolean delete(String owner, JobId job, int number) {
        return false;
    }

    @Override
    public boolean deleteAll(String owner, JobId job) {
        return ids.remove(job);
    }
}
