package io.darkroom.local.audit.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One pass of a {@link Search} over octets that come piece by piece, and over the gzip, zlib and ZIP streams that begin anywhere in
 * them, and in those. Memory is bounded whatever comes; what may be unfolded is bounded by an {@link Allowance}. For one thread,
 * and for one file, record or answer.
 */
public final class Scan {
    private static final int PIECE = 1 << 16;
    /** How much of a stream's head must be there before it is looked at: a file name fits in. */
    private static final int HEAD = 512;
    /** Streams in streams in streams. */
    private static final int DEPTH = 3;

    private static final int OPEN_AT_ONCE = 64;

    private final Search search;
    private final Allowance allowance;
    private final int depth;
    private final byte[] window;
    private final int kept;
    private final Set<Hit> hits = new LinkedHashSet<>();
    private final List<Unfolding> open = new ArrayList<>();
    private int filled;
    private int tried;

    private Scan(Search search, int piece, Allowance allowance, int depth) {
        this.search = search;
        this.allowance = allowance;
        this.depth = depth;
        this.kept = Math.max(search.overlap(), HEAD);
        this.window = new byte[kept + piece];
    }

    /** A scan of a file of any size. */
    public static Scan of(Search search) {
        return new Scan(search, PIECE, new Allowance(), DEPTH);
    }

    /** A scan that will be fed so many octets. */
    static Scan of(Search search, int expected) {
        return new Scan(search, piece(expected), new Allowance(), DEPTH);
    }

    /** A scan of what a stream unfolds to, beginning with so many octets; it shares the allowance of {@code outer}. */
    static Scan inside(Scan outer, int first) {
        return new Scan(outer.search, piece(first), outer.allowance, outer.depth - 1);
    }

    /** Noise unfolds to a few octets, and there is much noise. */
    private static int piece(int expected) {
        return Math.max(1, Math.min(expected, PIECE));
    }

    /** Takes the next octets. */
    public void feed(byte[] octets, int offset, int length) {
        allowance.seen(length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int part = Math.min(end - at, window.length - filled);
            System.arraycopy(octets, at, window, filled, part);
            goOn(filled, part);
            filled += part;
            at += part;
            if (filled == window.length) {
                look(filled - HEAD);
                drop(filled - kept);
            }
        }
    }

    /** After the last octet: all that was found, each form once. */
    public Set<Hit> end() {
        look(filled);
        open.forEach(stream -> hits.addAll(stream.end()));
        open.clear();
        if (depth == DEPTH) {
            allowance.close();
        }
        return hits;
    }

    /** Whether every stream was followed to its end; if not, something may have been missed. */
    public boolean isWhole() {
        return allowance.wasEnough();
    }

    Allowance allowance() {
        return allowance;
    }

    private void goOn(int offset, int length) {
        open.removeIf(stream -> {
            boolean ended = !stream.feed(window, offset, length);
            if (ended) {
                hits.addAll(stream.end());
            }
            return ended;
        });
    }

    private void look(int headsEnd) {
        hits.addAll(search.plainly(window, filled));
        for (; depth > 0 && tried < headsEnd; tried++) {
            Optional<StreamHead> head = StreamHead.at(window, tried, filled);
            if (head.isPresent()) {
                follow(head.get());
            }
        }
    }

    private void follow(StreamHead head) {
        if (!allowance.another() || open.size() == OPEN_AT_ONCE) {
            allowance.exceed();
            return;
        }
        Unfolding stream = new Unfolding(this, head.kind());
        if (stream.feed(window, head.dataAt(), filled - head.dataAt())) {
            open.add(stream);
        } else {
            hits.addAll(stream.end());
        }
    }

    private void drop(int count) {
        System.arraycopy(window, count, window, 0, filled - count);
        filled -= count;
        tried = Math.max(0, tried - count);
    }
}
