package io.darkroom.e2e.canary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for all forms of some canaries at once: one pass over the octets, whatever the number of forms. Immutable.
 */
public final class Search {
    /*
     * Rabin-Karp over the first four octets of every form: they are the window, packed into an int, and a table of buckets
     * says which forms begin with a window of this hash. Nearly every window ends there.
     */
    private static final int WINDOW = 4;
    private static final int BUCKETS = 1 << 16;

    private final List<List<Target>> buckets;
    private final int longest;

    private Search(List<List<Target>> buckets, int longest) {
        this.buckets = buckets;
        this.longest = longest;
    }

    /** A search for these canaries; every form of theirs has at least four octets. */
    public static Search of(List<Canary> canaries) {
        List<List<Target>> buckets = new ArrayList<>(Collections.nCopies(BUCKETS, List.<Target>of()));
        int longest = WINDOW;
        for (Canary canary : canaries) {
            for (Canary.Form form : canary.forms()) {
                int bucket = bucket(window(form.octets(), 0));
                List<Target> targets = new ArrayList<>(buckets.get(bucket));
                targets.add(new Target(canary, form));
                buckets.set(bucket, targets);
                longest = Math.max(longest, form.octets().length);
            }
        }
        return new Search(buckets, longest);
    }

    /** Octets of two neighbouring pieces that must overlap, so that nothing is missed where they meet. */
    public int overlap() {
        return longest - 1;
    }

    /** What the first {@code length} octets of {@code haystack} hold, each form once. */
    public Set<Hit> in(byte[] haystack, int length) {
        Set<Hit> hits = new LinkedHashSet<>();
        for (int at = 0; at + WINDOW <= length; at++) {
            for (Target target : buckets.get(bucket(window(haystack, at)))) {
                byte[] form = target.form.octets();
                if (at + form.length <= length && Arrays.equals(haystack, at, at + form.length, form, 0, form.length)) {
                    hits.add(new Hit(target.canary.name(), target.form.encoding()));
                }
            }
        }
        return hits;
    }

    private static int window(byte[] octets, int at) {
        return octets[at] << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
    }

    private static int bucket(int window) {
        return (window * 0x9E3779B1) >>> 16;
    }

    /** Which canary was found, and in which form. */
    public record Hit(String canary, String encoding) {}

    private record Target(Canary canary, Canary.Form form) {}
}
