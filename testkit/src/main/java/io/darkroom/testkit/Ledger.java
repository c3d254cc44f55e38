package io.darkroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * What was accepted, and what was seen of it: every event that Redis published, whoever made it. It decides for each job
 * whether it ended, once and as told, whether each of its pictures was handed over, once, and can be read, and of one that was
 * deleted whether nothing is left. Keeps some words a job, so that it can watch for hours. Thread-safe.
 */
public final class Ledger {
    private static final String EXPIRED = "expired";
    private static final String CANCELLED = "cancelled";
    private static final Set<String> FINAL = Set.of("succeeded", "failed", EXPIRED, CANCELLED);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Answers for this job from now on. What was seen of it before counts: a worker may be faster than the API's answer. */
    public void accepted(String job, int pictures) {
        entry(job).accept(pictures);
    }

    /** Its owner is about to delete it: however it ended before, it ends as cancelled. */
    public void deleted(String job) {
        entry(job).delete();
    }

    /** Its deadline will pass. Where no worker has it then, nothing is published, and its owner is told when he asks. */
    public void late(String job) {
        entry(job).beLate();
    }

    /** An event as it was published on {@code darkroom.events}. */
    public void seen(JsonNode event) {
        Entry entry = entry(event.path("job").asText());
        // A job's last picture is handed over with its end, and told with it.
        if (event.has("n")) {
            entry.handOver(event.path("n").asInt());
        }
        String state = event.path("state").asText();
        if (FINAL.contains(state)) {
            entry.end(state);
        } else if (state.equals("running")) {
            entry.begin();
        }
    }

    /** Whether its end was seen; of a deleted one, that it was cancelled. */
    public boolean hasEnded(String job) {
        return entry(job).hasEnded();
    }

    /** The jobs that were accepted and whose end was not seen yet. */
    public Set<String> open() {
        Set<String> open = ConcurrentHashMap.newKeySet();
        entries.forEach((job, entry) -> {
            if (entry.isAccepted() && !entry.hasEnded()) {
                open.add(job);
            }
        });
        return open;
    }

    /** How many were accepted. */
    public long accepted() {
        return entries.values().stream().filter(Entry::isAccepted).count();
    }

    /** How many of the accepted jobs ended in each state, by the ends that were seen. */
    public Map<String, Integer> ends() {
        Map<String, Integer> ends = new TreeMap<>();
        entries.values().stream()
                .filter(entry -> entry.isAccepted() && entry.hasEnded())
                .forEach(entry -> ends.merge(entry.lastEnd(), 1, Integer::sum));
        return ends;
    }

    /**
     * What is wrong with an accepted job; nothing, if all is well.
     *
     * @param state that its owner is told; empty if he is told none, because it is unknown
     * @param canBeRead whether a picture, by its number, is given to its owner
     */
    public List<Objection> objections(String job, String state, IntPredicate canBeRead) {
        return entry(job).objections(job, state, canBeRead);
    }

    private Entry entry(String job) {
        return entries.computeIfAbsent(job, unknown -> new Entry());
    }

    private static final class Entry {
        private final List<String> ends = new ArrayList<>(1);
        private final BitSet handedOver = new BitSet();
        private final BitSet handedOverAgain = new BitSet();
        private boolean accepted;
        private boolean deleted;
        private boolean late;
        private boolean wentOn;
        private int pictures;

        synchronized void accept(int count) {
            accepted = true;
            pictures = count;
        }

        synchronized void delete() {
            deleted = true;
        }

        synchronized void beLate() {
            late = true;
        }

        synchronized void begin() {
            wentOn |= !ends.isEmpty();
        }

        synchronized void end(String state) {
            ends.add(state);
        }

        synchronized void handOver(int picture) {
            wentOn |= !ends.isEmpty();
            (handedOver.get(picture) ? handedOverAgain : handedOver).set(picture);
        }

        synchronized boolean isAccepted() {
            return accepted;
        }

        synchronized boolean hasEnded() {
            return deleted ? ends.contains(CANCELLED) : !ends.isEmpty();
        }

        synchronized String lastEnd() {
            return ends.get(ends.size() - 1);
        }

        synchronized List<Objection> objections(String job, String state, IntPredicate canBeRead) {
            List<Objection> objections = new ArrayList<>();
            if (ends.isEmpty() && !FINAL.contains(state)) {
                boolean unknown = state.isEmpty();
                objections.add(new Objection(
                        unknown ? Objection.Kind.LOST : Objection.Kind.STUCK,
                        job,
                        unknown ? "nobody knows it" : "it is still " + state));
            } else if (!endedAs(state)) {
                objections.add(new Objection(
                        ends.size() > 1 ? Objection.Kind.DOUBLED : Objection.Kind.LOST,
                        job,
                        "it ended as " + ends + (deleted ? " and was deleted" : "") + ", its owner is told \"" + state
                                + "\""));
            }
            if (!handedOverAgain.isEmpty()) {
                objections.add(new Objection(
                        Objection.Kind.DOUBLED, job, "handed over more than once: pictures " + handedOverAgain));
            }
            if (wentOn) {
                objections.add(new Objection(Objection.Kind.DOUBLED, job, "it went on after it had ended"));
            }
            if (state.equals("succeeded")) {
                addMissing(job, canBeRead, objections);
            } else if (state.equals(CANCELLED)) {
                addLeft(job, canBeRead, objections);
            }
            return objections;
        }

        private boolean endedAs(String state) {
            if (deleted) {
                return state.equals(CANCELLED)
                        && (ends.equals(List.of(CANCELLED)) || (ends.size() == 2 && ends.indexOf(CANCELLED) == 1));
            }
            if (late && ends.isEmpty()) {
                return state.equals(EXPIRED);
            }
            return ends.equals(List.of(state)) && !state.equals(CANCELLED);
        }

        private void addMissing(String job, IntPredicate canBeRead, List<Objection> objections) {
            for (int picture = 0; picture < pictures; picture++) {
                if (!handedOver.get(picture)) {
                    objections.add(
                            new Objection(Objection.Kind.LOST, job, "picture " + picture + " was not handed over"));
                } else if (!canBeRead.test(picture)) {
                    objections.add(new Objection(Objection.Kind.LOST, job, "picture " + picture + " cannot be read"));
                }
            }
        }

        private void addLeft(String job, IntPredicate canBeRead, List<Objection> objections) {
            for (int picture = 0; picture < pictures; picture++) {
                if (canBeRead.test(picture)) {
                    objections.add(
                            new Objection(Objection.Kind.LEFT, job, "picture " + picture + " can still be read"));
                }
            }
        }
    }
}
