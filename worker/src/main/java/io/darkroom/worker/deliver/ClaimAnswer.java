package io.darkroom.worker.deliver;

/** What becomes of the wish to draw a job. */
public sealed interface ClaimAnswer
        permits Claim, ClaimAnswer.Over, ClaimAnswer.Stale, ClaimAnswer.Foreign, ClaimAnswer.Damaged {

    /** It is not to be drawn: done, deleted or past its deadline. */
    record Over() implements ClaimAnswer {}

    /** The record is of an earlier request under the job's id; the job has another one. It was not touched. */
    record Stale() implements ClaimAnswer {}

    /** The record lay in the queue of another model or lane than the job's. The job was not touched. */
    record Foreign() implements ClaimAnswer {}

    /** What is stored of the job cannot be read. It has been failed, as far as there was something left to say so in. */
    record Damaged() implements ClaimAnswer {}
}
