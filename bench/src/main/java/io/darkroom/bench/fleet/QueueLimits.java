package io.darkroom.bench.fleet;

/**
 * What a share group allows.
 *
 * @param members consumers in it, {@code group.share.max.size}
 * @param inFlight records handed out and not settled, {@code group.share.partition.max.record.locks} for each partition
 */
record QueueLimits(int members, int inFlight) {
    /** Of one partition, as Kafka has it by default. */
    static final QueueLimits DEFAULTS = new QueueLimits(200, 2_000);

    /** As if there were enough topics, partitions and groups. */
    static final QueueLimits NONE = new QueueLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);
}
