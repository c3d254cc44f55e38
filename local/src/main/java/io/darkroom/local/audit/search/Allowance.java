package io.darkroom.local.audit.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Inflater;

/**
 * How much of one file, record or answer may be unfolded, so that no bomb keeps a search busy for ever: sixty-four octets for each
 * that it has, and 64 MiB in any case; and how often a stream may seem to begin, which in noise it does once in a thousand octets:
 * once in thirty-two.
 */
final class Allowance implements AutoCloseable {
    private static final long OCTETS = 64 << 20;
    private static final int OCTETS_FOR_EACH = 64;
    private static final int TRIES = 4096;
    private static final int SEEN_FOR_A_TRY = 32;
    private static final int OUT = 1 << 14;

    private final Deque<Bench> benches = new ArrayDeque<>();
    private long seen;
    private long tries;
    private long unfolded;
    private boolean exceeded;

    /** So many more octets were there to look at, folded or unfolded. */
    void seen(int count) {
        seen += count;
    }

    /** Whether one more stream may be begun. */
    boolean another() {
        tries++;
        return tries <= TRIES + seen / SEEN_FOR_A_TRY;
    }

    /** So many octets came out of a stream; answers whether more may. */
    boolean unfolded(int count) {
        unfolded += count;
        if (unfolded > OCTETS + OCTETS_FOR_EACH * (seen - unfolded)) {
            exceeded = true;
        }
        return !exceeded;
    }

    /** A stream was not followed. */
    void exceed() {
        exceeded = true;
    }

    boolean wasEnough() {
        return !exceeded;
    }

    /** Something to unfold with. */
    Bench bench() {
        Bench bench = benches.poll();
        return bench == null ? new Bench(new Inflater(true), new byte[OUT]) : bench;
    }

    void giveBack(Bench bench) {
        bench.inflater.reset();
        benches.push(bench);
    }

    /** Frees the memory of what was given back. */
    @Override
    public void close() {
        benches.forEach(bench -> bench.inflater.end());
        benches.clear();
    }

    /** An inflater of bare deflate, and where its octets go. */
    record Bench(Inflater inflater, byte[] out) {}
}
