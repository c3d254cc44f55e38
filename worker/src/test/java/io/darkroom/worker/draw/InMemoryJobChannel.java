package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.ClaimAnswer;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.deliver.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** One job's way back, in memory. {@link #said} is what the owner would have been told, in order. */
final class InMemoryJobChannel implements JobChannel {
    final List<String> said = new ArrayList<>();
    final Map<Integer, String> pictures = new HashMap<>();
    ClaimAnswer next = new ClaimAnswer.Over();
    Standing standing = Standing.SETTLED;
    /** Whether the job is still the worker's at a given step. */
    IntPredicate stillOurs = step -> true;

    /** How many pictures are not taken, because the channel does not answer, and what happens each time. */
    int silences;

    Runnable silent = () -> {};

    Optional<String> sealedSeed = Optional.empty();
    boolean lost;
    /** What happens when the engine is about to begin. */
    Runnable begun = () -> {};

    boolean ours = true;

    @Override
    public Map<String, Set<Lane>> waiting(Collection<String> models) {
        return Map.of();
    }

    @Override
    public ClaimAnswer claim(JobId job, String model, Lane lane, Optional<KeyPartDigest> digest) {
        return next;
    }

    @Override
    public Standing standing(JobId job) {
        return standing;
    }

    @Override
    public boolean isOurs(Claim claim) {
        return ours && stillOurs.test(0);
    }

    @Override
    public boolean begin(Claim claim) {
        begun.run();
        return ours;
    }

    @Override
    public void lost(Claim claim) {
        lost = true;
    }

    @Override
    public boolean progress(Claim claim, int step, int steps) {
        ours = stillOurs.test(step);
        return say("step " + step + "/" + steps);
    }

    @Override
    public boolean seed(Claim claim, String sealed) {
        this.sealedSeed = Optional.of(sealed);
        return ours;
    }

    @Override
    public boolean picture(Claim claim, int number, String sealed) {
        if (silences > 0) {
            silences--;
            silent.run();
            throw new IllegalStateException("no answer");
        }
        if (ours) {
            pictures.put(number, sealed);
        }
        return say("picture " + number);
    }

    @Override
    public boolean succeed(Claim claim, int number, String sealed) {
        return picture(claim, number, sealed) && succeed(claim);
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
    public boolean giveBack(Claim claim, boolean failed) {
        return say(failed ? "given back as failed" : "given back");
    }

    private boolean say(String what) {
        if (ours) {
            said.add(what);
        }
        return ours;
    }
}
