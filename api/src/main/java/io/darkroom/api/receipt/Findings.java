package io.darkroom.api.receipt;

import io.darkroom.core.job.JobState;
import io.darkroom.core.receipt.Holding;
import io.darkroom.core.receipt.Holding.Place;
import io.darkroom.core.receipt.Holding.Thing;
import io.darkroom.core.wire.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of each thing of an ended job. What was noted when it happened is said with its time; of the rest it is said
 * whether it is there now.
 */
final class Findings {
    /** Clocks of brokers and of Redis differ, and a record may be on its way while its job is deleted. */
    private static final Duration CERTAINLY_ON_THE_LOG = Duration.ofMinutes(1);

    /** Kafka looks for what to drop now and then, and drops whole segments. */
    private static final Duration DROPPED = Duration.ofHours(1);

    /** Any API erases the row of a late job within that. */
    private static final Duration ROW_ERASED = Duration.ofSeconds(10);

    private final JobTrace redis;
    private final Optional<LibraryTrace> library;
    private final Instant now;
    private final @Nullable Instant end;

    /** {@code library} is empty of a job that was not to be kept: nothing of it ever is there. */
    Findings(JobTrace redis, Optional<LibraryTrace> library) {
        this.redis = redis;
        this.library = library;
        this.now = redis.now();
        this.end = end(redis.times());
    }

    /** When the key part was destroyed, if that was noted: by a worker, or at the latest when the owner deleted the job. */
    static @Nullable Instant end(JobTrace.Times times) {
        return times.ended() != null ? times.ended() : times.deleted();
    }

    List<Holding> all() {
        List<Holding> all = new ArrayList<>();
        all.add(destroyedAt(end, Thing.KEY_PART, Place.REDIS));
        library.ifPresent(rows -> all.add(keyPart(rows)));
        all.add(record());
        all.add(
                redis.seed()
                        ? Holding.held(Thing.SEALED_SEED, Place.REDIS, redis.until())
                        : Holding.absent(Thing.SEALED_SEED, Place.REDIS, now));
        pictures().map(this::picture).forEach(all::add);
        library.ifPresent(rows -> keptPictures(rows).forEach(all::add));
        settings().forEach(all::add);
        return all;
    }

    private Holding destroyedAt(@Nullable Instant time, Thing thing, Place place) {
        return time == null ? Holding.absent(thing, place, now) : Holding.destroyed(thing, place, time);
    }

    private Holding keyPart(LibraryTrace rows) {
        return rows.keyPart()
                ? Holding.held(Thing.KEY_PART, Place.POSTGRESQL, rowUntil())
                : Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, now);
    }

    private Instant rowUntil() {
        Instant deadline = redis.times().deadline();
        return (deadline == null ? now.plus(Retention.LONGEST_DEADLINE) : deadline).plus(ROW_ERASED);
    }

    /** Of a job to be kept it is noise when the row has gone too, which nobody notes. */
    private Holding record() {
        Instant sent = end == null ? now : end;
        Duration retention =
                redis.log().map(log -> Duration.ofMillis(log.retentionMillis())).orElse(Retention.LONGEST_RECORD);
        Instant until = sent.plus(retention).plus(DROPPED);
        if (isSwept()) {
            return Holding.absent(Thing.SEALED_PROMPT, Place.KAFKA, now);
        }
        if (library.isEmpty()) {
            return Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, sent, until);
        }
        return library.get().keyPart()
                ? Holding.held(Thing.SEALED_PROMPT, Place.KAFKA, until)
                : Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, now, until);
    }

    private boolean isSwept() {
        return end != null
                && redis.log()
                        .filter(log -> log.cleared().isAfter(end.plus(CERTAINLY_ON_THE_LOG)))
                        .isPresent();
    }

    private Stream<Integer> pictures() {
        return IntStream.range(0, redis.drawn()).boxed();
    }

    private Holding picture(int number) {
        Instant until = redis.present().get(number);
        Holding holding = until != null
                ? Holding.held(Thing.SEALED_PICTURE, Place.REDIS, until)
                : destroyedAt(pictureEnd(number), Thing.SEALED_PICTURE, Place.REDIS);
        return holding.ofPicture(number);
    }

    /** Erased of its own; or by its time, if that was over before the job was deleted; or with the job. */
    private @Nullable Instant pictureEnd(int number) {
        Instant erased = redis.erased().get(number);
        Instant expires = redis.times().expires();
        Instant deleted = redis.times().deleted();
        if (erased != null) {
            return erased;
        }
        if (isDestroyedWithItsJob()) {
            return redis.times().ended();
        }
        Instant last = deleted == null ? now : deleted;
        return expires != null && !expires.isAfter(last) ? expires : deleted;
    }

    /** A job that did not succeed loses its pictures when it ends; only the pictures of one that did have a time to go by. */
    private boolean isDestroyedWithItsJob() {
        JobState ending = redis.before() == null ? redis.state() : redis.before();
        return ending == JobState.FAILED || ending == JobState.EXPIRED;
    }

    private Stream<Holding> keptPictures(LibraryTrace rows) {
        Stream<Holding> kept = rows.pictures().stream()
                .map(number ->
                        Holding.kept(Thing.SEALED_PICTURE, Place.POSTGRESQL).ofPicture(number));
        Holding gone = Holding.absent(Thing.SEALED_PICTURE, Place.POSTGRESQL, now);
        return Stream.concat(
                kept,
                pictures().filter(number -> !rows.pictures().contains(number)).map(gone::ofPicture));
    }

    /** A deleted job leaves its state and times, of which this receipt is made. */
    private Stream<Holding> settings() {
        Instant deleted = redis.times().deleted();
        return deleted == null
                ? Stream.of(Holding.held(Thing.SETTINGS, Place.REDIS, redis.until()))
                : Stream.of(
                        Holding.destroyed(Thing.SETTINGS, Place.REDIS, deleted),
                        Holding.held(Thing.TOMBSTONE, Place.REDIS, redis.until()));
    }
}
