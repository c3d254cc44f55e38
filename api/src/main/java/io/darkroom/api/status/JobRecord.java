package io.darkroom.api.status;

/** What Redis knows of a job id: a job, what is left of a damaged one, or the tombstone of one that its owner deleted. */
public sealed interface JobRecord {
    /** Whose it is, or was. */
    String owner();

    /** A job. */
    record Live(JobSnapshot job) implements JobRecord {
        @Override
        public String owner() {
            return job.owner();
        }
    }

    /** What is stored of the job cannot be read. */
    record Damaged(String owner) implements JobRecord {}

    /** All that is left of a deleted job. */
    record Tombstone(String owner) implements JobRecord {}
}
