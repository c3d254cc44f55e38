package io.darkroom.api.follow;

import io.darkroom.core.job.JobState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of a job's story has been told, short enough to be the id of a server-sent event: whoever comes back with the last
 * one, to whichever replica, is told the rest. No server has to remember who has heard what.
 *
 * <pre>
 * bookmark = (state ["!"] / "none") "." attempt "." step "." steps "." drawn "." pictures   ; "running.1.12.20.0.0"
 *          / "end"
 * </pre>
 *
 * @param state last told; null before the first
 * @param waitingForWorker whether it was told that no worker is there, the "!"
 * @param drawn pictures that the last progress told of
 * @param pictures that have been told one by one
 * @param ended whether the end was told
 */
public record Bookmark(
        @Nullable JobState state,
        boolean waitingForWorker,
        int attempt,
        int step,
        int steps,
        int drawn,
        int pictures,
        boolean ended) {
    /** Nothing has been told. */
    public static final Bookmark START = new Bookmark(null, false, 0, 0, 0, 0, 0, false);

    private static final Bookmark END = new Bookmark(null, false, 0, 0, 0, 0, 0, true);
    private static final String END_TEXT = "end";
    private static final String NO_STATE = "none";
    private static final Pattern TEXT =
            Pattern.compile("([a-z]{1,9})(!?)\\.(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,4})\\.(\\d{1,4})");

    /** Reads what {@link #toString} wrote; anything else is the start, so that nothing is missed. */
    public static Bookmark parse(@Nullable String text) {
        if (END_TEXT.equals(text)) {
            return END;
        }
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        return parts.matches() && isState(parts.group(1))
                ? new Bookmark(
                        state(parts.group(1)),
                        !parts.group(2).isEmpty(),
                        number(parts, 3),
                        number(parts, 4),
                        number(parts, 5),
                        number(parts, 6),
                        number(parts, 7),
                        false)
                : START;
    }

    private static boolean isState(String name) {
        return name.equals(NO_STATE)
                || JobState.all().stream().anyMatch(state -> state.wireName().equals(name));
    }

    private static @Nullable JobState state(String name) {
        return name.equals(NO_STATE) ? null : JobState.ofWireName(name);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    Bookmark at(JobState newState, int newAttempt, boolean newWaiting) {
        return new Bookmark(newState, newWaiting, newAttempt, step, steps, drawn, pictures, false);
    }

    Bookmark progress(int newStep, int newSteps, int newDrawn) {
        return new Bookmark(state, waitingForWorker, attempt, newStep, newSteps, newDrawn, pictures, false);
    }

    Bookmark picture(int number) {
        return new Bookmark(state, waitingForWorker, attempt, step, steps, drawn, number + 1, false);
    }

    Bookmark end() {
        return END;
    }

    @Override
    public String toString() {
        String name = (state == null ? NO_STATE : state.wireName()) + (waitingForWorker ? "!" : "");
        return ended ? END_TEXT : name + "." + attempt + "." + step + "." + steps + "." + drawn + "." + pictures;
    }
}
