package io.darkroom.local.audit.search;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** What seems to be a compressed stream, unfolded as far as it goes: noise ends at once, and a damaged one where it is. */
final class Unfolding {
    private final Scan outer;
    private final String kind;
    private final Allowance.Bench bench;
    private @Nullable Scan inside;

    Unfolding(Scan outer, String kind) {
        this.outer = outer;
        this.kind = kind;
        this.bench = outer.allowance().bench();
    }

    /** Takes the next octets; answers whether more are wanted. */
    boolean feed(byte[] octets, int offset, int length) {
        bench.inflater().setInput(octets, offset, length);
        long before = bench.inflater().getBytesWritten();
        try {
            while (true) {
                int count = bench.inflater().inflate(bench.out());
                before += count;
                if (!take(count)
                        || bench.inflater().finished()
                        || bench.inflater().needsDictionary()) {
                    return false;
                }
                if (count == 0 && bench.inflater().needsInput()) {
                    return true;
                }
            }
        } catch (DataFormatException noStream) {
            // What came before the damage is there all the same.
            boolean unusedMore = take((int) (bench.inflater().getBytesWritten() - before));
            return false;
        }
    }

    private boolean take(int count) {
        if (count == 0) {
            return true;
        }
        if (inside == null) {
            inside = Scan.inside(outer, count);
        }
        inside.feed(bench.out(), 0, count);
        return outer.allowance().unfolded(count);
    }

    /** What it held; it takes nothing any more. */
    Set<Hit> end() {
        outer.allowance().giveBack(bench);
        Set<Hit> hits = new LinkedHashSet<>();
        if (inside != null) {
            inside.end().forEach(hit -> hits.add(new Hit(hit.canary(), hit.encoding() + ", in " + kind)));
        }
        return hits;
    }
}
