package io.darkroom.worker.draw;

import io.darkroom.core.job.JobId;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.LibraryUnavailable;
import io.darkroom.worker.retain.RetainedPicture;
import java.util.ArrayList;
import java.util.List;

/** A library in memory that can be out of reach. */
final class InMemoryLibrary implements Library {
    final List<RetainedPicture> pictures = new ArrayList<>();
    boolean outOfReach;

    @Override
    public void add(RetainedPicture picture) {
        if (outOfReach) {
            throw new LibraryUnavailable("08006");
        }
        pictures.add(picture);
    }

    @Override
    public void withdraw(JobId job) {
        pictures.removeIf(picture -> picture.job().equals(job));
    }
}
