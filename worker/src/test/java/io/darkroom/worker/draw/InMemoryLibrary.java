package io.darkroom.worker.draw;

import io.darkroom.core.job.JobId;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.LibraryUnavailable;
import io.darkroom.worker.retain.RetainedPicture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A library in memory that can be out of reach. */
final class InMemoryLibrary implements Library {
    final List<RetainedPicture> pictures = new ArrayList<>();
    final Set<JobId> awaited = new HashSet<>();
    boolean outOfReach;

    @Override
    public void add(RetainedPicture picture) {
        if (outOfReach) {
            throw new LibraryUnavailable("08006");
        }
        pictures.add(picture);
        if (picture.isLast()) {
            awaited.remove(picture.job());
        }
    }

    @Override
    public void withdraw(JobId job) {
        pictures.removeIf(picture -> picture.job().equals(job));
        awaited.remove(job);
    }

    @Override
    public boolean awaits(JobId job) {
        return awaited.contains(job);
    }
}
