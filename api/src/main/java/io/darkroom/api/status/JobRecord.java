package io.darkroom.api.status;

/** What Redis knows of a job id: a job, or the tombstone of one that its owner deleted. */
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

    /** All that is left of a deleted job. */
    record Tombstone(String owner) implements JobRecord {}
}
