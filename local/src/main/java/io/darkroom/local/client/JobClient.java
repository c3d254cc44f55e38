package io.darkroom.local.client;

/** One caller's jobs on one service, from submission to the end. */
public interface JobClient {

    /** Has pictures drawn. */
    JobTicket submit(JobOrder order);

    /**
     * Follows a job to its end.
     *
     * @throws io.darkroom.local.LocalFailure if it ends otherwise than with its pictures
     */
    void follow(JobTicket job, JobListener listener);

    /** Fetches picture {@code number}, counted from 0. */
    Picture picture(JobTicket job, int number);

    /** Cancels a job and erases all of it. */
    void erase(JobTicket job);

    /** The same, for its deletion receipt: a compact JWS. */
    String eraseForReceipt(JobTicket job);

    /** The receipt of a job that has ended, as things stand. */
    String receipt(JobTicket job);
}
