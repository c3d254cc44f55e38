package io.darkroom.bench.soak;

import io.darkroom.testkit.Objection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run found.
 *
 * @param accepted so many jobs
 * @param ends how many ended in each state
 * @param objections what must not have happened
 * @param seconds from acceptance to end, job by job
 * @param recoveries seconds from the begin of a fault until what was in flight had ended, fault by fault
 * @param growth how large the parts were
 * @param unexpected answers that no caller should get
 * @param time that it took
 */
record Findings(
        long accepted,
        Map<String, Integer> ends,
        List<Objection> objections,
        double[] seconds,
        Map<Fault, List<Double>> recoveries,
        Growth growth,
        Map<String, Integer> unexpected,
        Duration time) {
    /** No fault is one that a job may fail of. That none is cancelled but those deleted is for the objections to say. */
    private static final Set<String> GOOD_ENDS = Set.of("succeeded", "cancelled");

    long count(Objection.Kind kind) {
        return objections.stream().filter(objection -> objection.kind() == kind).count();
    }

    /**
     * Whether nothing was lost, doubled, stuck or left, every job was drawn or deleted, nobody got an answer that he should not,
     * no part has grown more than it may, and something was tried at all.
     */
    boolean areGood() {
        return objections.isEmpty()
                && GOOD_ENDS.containsAll(ends.keySet())
                && unexpected.isEmpty()
                && growth.grown().isEmpty()
                && ends.getOrDefault("succeeded", 0) > 0;
    }
}
