package io.darkroom.core.wire;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;

/** Names in Redis. Every key has a time to live; what each holds, and who may change it, is in docs/formats.md. */
public final class RedisKeys {
    /** Channel of {@link JobEvent}s: ids, states and steps, never content. */
    public static final String EVENTS = "darkroom.events";

    /** Sorted set of live workers' ids by the time of their last announcement, by Redis' own clock. */
    public static final String WORKERS = "workers";

    private RedisKeys() {}

    /** Hash: state, settings and progress of a job, or its tombstone. */
    public static String job(JobId id) {
        return "job:" + id;
    }

    /** String: the part of the sealed prompt without which the rest does not open. */
    public static String keyPart(JobId id) {
        return "key:" + id;
    }

    /** String: a sealed picture, numbered from 0. */
    public static String image(JobId id, int number) {
        return "image:" + id + ":" + number;
    }

    /** String: who reads a picture that may be read once, while it is read. */
    public static String reading(JobId id, int number) {
        return "reading:" + id + ":" + number;
    }

    /** Sorted set: ids of an owner's jobs by the time of their submission. */
    public static String jobsOf(String owner) {
        return "jobs:" + owner;
    }

    /** Sorted set: ids of the jobs that wait in a lane, by the time of their submission. */
    public static String waiting(String model, Lane lane) {
        return "waiting:" + model + ":" + lane.wireName();
    }

    /** Sorted set: ids of a lane's jobs that may not have ended, by their number in the lane. */
    public static String open(String model, Lane lane) {
        return "open:" + model + ":" + lane.wireName();
    }

    /** Sorted set: what jobs cost that were deleted while they waited, by their number in the lane. */
    public static String left(String model, Lane lane) {
        return "left:" + model + ":" + lane.wireName();
    }

    /** Hash: how many jobs ever entered a lane, and what they cost together, while any is remembered. */
    public static String lane(String model, Lane lane) {
        return "lane:" + model + ":" + lane.wireName();
    }

    /** Sorted set: ids of an owner's jobs that may not have ended, by the time at which they certainly have. */
    public static String inFlight(String owner) {
        return "inflight:" + owner;
    }

    /** Hash: the token bucket that an owner's work is taken from; absent while it is full. */
    public static String work(String owner) {
        return "work:" + owner;
    }

    /** String: that a lane's log has been swept lately. */
    public static String sweeping(String model, Lane lane) {
        return "sweeping:" + model + ":" + lane.wireName();
    }

    /** String: how far a lane's log reached when it was last swept. */
    public static String swept(String model, Lane lane) {
        return "swept:" + model + ":" + lane.wireName();
    }

    /** String: the moment before which nothing is left in a lane's log, and for how long Kafka keeps what came later. */
    public static String cleared(String model, Lane lane) {
        return "cleared:" + model + ":" + lane.wireName();
    }

    /** String: the last {@link WorkerAnnouncement} of a worker. */
    public static String worker(String workerId) {
        return "worker:" + workerId;
    }

    /** String: the last {@link ModelOffer} that any worker made of a model; outlives its workers. */
    public static String model(String name) {
        return "model:" + name;
    }

    /** String: the job that an {@code Idempotency-Key} stands for; named by a hash of owner and key. */
    public static String idempotency(String hash) {
        return "idem:" + hash;
    }
}
