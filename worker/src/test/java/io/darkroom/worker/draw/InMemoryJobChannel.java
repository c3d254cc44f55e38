package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** One job's way back, in memory. {@link #said} is what the owner would have been told, in order. */
final class InMemoryJobChannel implements JobChannel {
    final List<String> said = new ArrayList<>();
    final Map<Integer, String> pictures = new HashMap<>();
    Optional<Claim> next = Optional.empty();
    boolean deletedFromLibrary;
    /** Whether the job is still the worker's at a given step. */
    IntPredicate stillOurs = step -> true;

    private boolean ours = true;

    @Override
    public Optional<Claim> claim(JobId job, String model, Lane lane) {
        return next;
    }

    @Override
    public boolean isDeletedFromLibrary(JobId job) {
        return deletedFromLibrary;
    }

    @Override
    public boolean progress(Claim claim, int step, int steps) {
        ours = stillOurs.test(step);
        return say("step " + step + "/" + steps);
    }

    @Override
    public boolean picture(Claim claim, int number, String sealed) {
        if (ours) {
            pictures.put(number, sealed);
        }
        return say("picture " + number);
    }

    @Override
    public boolean succeed(Claim claim) {
        return say("succeeded");
    }

    @Override
    public boolean fail(Claim claim, FailureCode code) {
        return say("failed " + code.wireName());
    }

    @Override
    public boolean expire(Claim claim) {
        return say("expired");
    }

    @Override
    public boolean giveBack(Claim claim, boolean counts) {
        return say(counts ? "given back" : "given back uncounted");
    }

    private boolean say(String what) {
        if (ours) {
            said.add(what);
        }
        return ours;
    }
}
