package io.darkroom.api.follow;

import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Turns a job's records, as they are read one after another, into news: what is new against the one before. */
final class JobStory {
    private final Predicate<String> lacksWorker;
    private Bookmark bookmark;

    /** Goes on from {@code bookmark}; {@code lacksWorker} says whether no live worker serves a model. */
    JobStory(Bookmark bookmark, Predicate<String> lacksWorker) {
        this.bookmark = bookmark;
        this.lacksWorker = lacksWorker;
    }

    /** Whether nothing more will be told. */
    boolean hasEnded() {
        return bookmark.ended();
    }

    /** What {@code record} says that was not said before; nothing after the end. */
    List<Told> next(Optional<JobRecord> record, Instant now) {
        List<Told> news = new ArrayList<>();
        if (hasEnded()) {
            return news;
        }
        if (record.isPresent() && record.get() instanceof JobRecord.Live live) {
            forgetWhatNeverWas(live.job());
            tell(live.job(), live.job().stateAt(now), news);
        } else if (record.isPresent() && record.get() instanceof JobRecord.Damaged) {
            end(JobState.FAILED, Optional.of(FailureCode.JOB_UNREADABLE.wireName()), Optional.empty(), news);
        } else {
            // Deleted, or gone with its time.
            end(record.isPresent() ? JobState.CANCELLED : JobState.EXPIRED, Optional.empty(), Optional.empty(), news);
        }
        return news;
    }

    /** A bookmark comes from outside, and may be of another job. */
    private void forgetWhatNeverWas(JobSnapshot job) {
        if (bookmark.pictures() > job.drawn() || bookmark.attempt() > job.attempt()) {
            bookmark = Bookmark.START;
        }
    }

    private void tell(JobSnapshot job, JobState state, List<Told> news) {
        if (!state.isFinal()) {
            tellMove(job, state, news);
        }
        if (job.steps() > 0) {
            tellAdvance(job, news);
        }
        for (int number = bookmark.pictures(); number < job.drawn(); number++) {
            add(new JobNews.Ready(job, number), bookmark.picture(number), news);
        }
        if (state.isFinal()) {
            tellMove(job, state, news);
            end(state, Optional.ofNullable(job.code()), Optional.of(job), news);
        }
    }

    private void tellMove(JobSnapshot job, JobState state, List<Told> news) {
        boolean alone = state.isWaiting() && lacksWorker.test(job.spec().model());
        Bookmark now = bookmark.at(state, job.attempt(), alone);
        if (!now.equals(bookmark)) {
            add(new JobNews.Moved(state, job.attempt(), alone), now, news);
        }
    }

    private void tellAdvance(JobSnapshot job, List<Told> news) {
        Bookmark now = bookmark.progress(job.step(), job.steps(), job.drawn());
        if (!now.equals(bookmark)) {
            add(
                    new JobNews.Advanced(
                            job.step(), job.steps(), job.drawn(), job.spec().images()),
                    now,
                    news);
        }
    }

    private void end(JobState state, Optional<String> code, Optional<JobSnapshot> job, List<Told> news) {
        add(new JobNews.Ended(state, code, job), bookmark.end(), news);
    }

    private void add(JobNews what, Bookmark after, List<Told> news) {
        bookmark = after;
        news.add(new Told(what, after));
    }
}
