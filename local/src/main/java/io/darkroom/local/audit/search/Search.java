package io.darkroom.local.audit.search;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for all forms of some canaries at once: one pass over the octets, whatever the number of forms. Immutable.
 */
public final class Search {
    /*
     * Rabin-Karp over the first four octets of every form: they are the window, packed into an int, and a table of chains
     * says which forms begin with a window of this hash. Nearly every window ends there.
     */
    private static final int WINDOW = 4;
    private static final int BUCKETS = 1 << 16;
    private static final FileTime EVER = FileTime.fromMillis(0);

    /** Where the chain of a bucket begins in {@link #targets}, counted from 1; 0 where there is none. */
    private final int[] chains = new int[BUCKETS];

    private final List<Target> targets = new ArrayList<>();
    private final FileTime since;
    private final int longest;

    private Search(List<Canary> canaries, FileTime since) {
        this.since = since;
        int length = WINDOW;
        for (Canary canary : canaries) {
            for (Canary.Form form : canary.forms()) {
                int bucket = bucket(form.octets(), 0);
                targets.add(new Target(canary, form, chains[bucket]));
                chains[bucket] = targets.size();
                length = Math.max(length, form.octets().length);
            }
        }
        this.longest = length;
    }

    /** A search for these canaries; every form of theirs has at least four octets. */
    public static Search of(List<Canary> canaries) {
        return since(EVER, canaries);
    }

    /** The same for canaries that nobody knew before {@code start}: what has not changed since then need not be looked at. */
    public static Search since(FileTime start, List<Canary> canaries) {
        return new Search(canaries, start);
    }

    /** What was last changed before cannot hold any of the canaries. */
    public FileTime since() {
        return since;
    }

    /** Octets of two neighbouring pieces that must overlap, so that nothing is missed where they meet. */
    int overlap() {
        return longest - 1;
    }

    /** What {@code octets} and the compressed streams in them hold, each form once. */
    public Set<Hit> in(byte[] octets) {
        Scan scan = Scan.of(this, octets.length);
        scan.feed(octets, 0, octets.length);
        return scan.end();
    }

    /** What the first {@code length} octets of {@code haystack} hold as they are, each form once. */
    Set<Hit> plainly(byte[] haystack, int length) {
        Set<Hit> hits = new LinkedHashSet<>();
        for (int at = 0; at + WINDOW <= length; at++) {
            for (int next = chains[bucket(haystack, at)]; next != 0; ) {
                Target target = targets.get(next - 1);
                if (target.isAt(haystack, at, length)) {
                    hits.add(new Hit(target.canary, target.form.encoding()));
                }
                next = target.next;
            }
        }
        return hits;
    }

    private static int bucket(byte[] octets, int at) {
        int window = octets[at] << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
        return (window * 0x9E3779B1) >>> 16;
    }

    /** One form, and where the next of its chain is. */
    private record Target(Canary canary, Canary.Form form, int next) {
        boolean isAt(byte[] haystack, int at, int length) {
            byte[] octets = form.octets();
            return at + octets.length <= length
                    && Arrays.equals(haystack, at, at + octets.length, octets, 0, octets.length);
        }
    }
}
