package io.darkroom.local.audit;

import io.darkroom.local.audit.job.Kind;
import io.darkroom.local.audit.place.Find;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an audit has found out.
 *
 * @param places all, in order, searched or not
 * @param kinds those that jobs were to be had of
 * @param named those of them that were asked for by name
 * @param finds the canaries that were found, by the kind of job that they are of
 * @param notDone kinds of which there were no jobs, and why
 * @param gaps what was not looked at although it should have been
 * @param remarks what is worth knowing
 */
public record Report(
        List<Line> places,
        List<Kind> kinds,
        Set<Kind> named,
        Map<Kind, Set<Find>> finds,
        Map<Kind, String> notDone,
        Set<String> gaps,
        Set<String> remarks) {

    /** For people: a line each. */
    public List<String> lines() {
        return new ReportTable(this).lines();
    }

    /** For machines: a JSON object. */
    public String json() {
        return new ReportJson(this).text();
    }

    /** What is to be said in the end. */
    public Verdict verdict() {
        if (finds.values().stream().anyMatch(found -> !found.isEmpty())) {
            return Verdict.FOUND;
        }
        boolean proved = gaps.isEmpty() && places.stream().noneMatch(line -> line.proof() == Proof.MISSED);
        return proved && isDone() ? Verdict.CLEAN : Verdict.UNPROVED;
    }

    /** Whether there were jobs, and of every kind that was asked for. */
    private boolean isDone() {
        return !notDone.keySet().containsAll(kinds) && notDone.keySet().stream().noneMatch(named::contains);
    }

    /** How often a canary of this kind was found there. */
    long count(Line line, Kind kind) {
        return finds.getOrDefault(kind, Set.of()).stream()
                .filter(find -> find.place().equals(line.name()))
                .count();
    }

    /**
     * A place.
     *
     * @param proof whether what was planted was found
     * @param searchedFor kinds of jobs that are of interest there
     * @param obstacle why it was not searched; empty if it was
     */
    public record Line(String name, Proof proof, Set<Kind> searchedFor, String obstacle) {}

    /** Whether a search is known to find. */
    public enum Proof {
        /** All that was planted. */
        FOUND,
        /** Something that was planted was not, or nothing could be. */
        MISSED,
        /** Nothing was planted, since it is not searched. */
        NONE
    }

    /** The outcome. */
    public enum Verdict {
        /** Nothing was found where everything planted was. */
        CLEAN,
        /** A canary was found. */
        FOUND,
        /** Nothing was found, and that proves nothing. */
        UNPROVED
    }
}
