package io.darkroom.api.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.api.InMemoryRetainedJobs;
import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.submit.Acceptance;
import io.darkroom.api.submit.AcceptedJobs;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreJobsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobSpec SPEC =
            new JobSpec("shapes", 64, 64, 2, 5, "euler", 1, Lane.BULK, true, DeliveryMode.TTL, 60);

    private final InMemoryRetainedJobs retainedJobs = new InMemoryRetainedJobs();
    private final Channel channel = new Channel();
    private final RestoreJobs restoreJobs =
            new RestoreJobs(retainedJobs, channel, channel, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void notesEveryOpenJobAgainForTheTimeThatIsLeftToIt() {
        JobId job = added(Duration.ofSeconds(70));
        added(Duration.ZERO);

        restoreJobs.look();

        assertThat(channel.noted).isEqualTo(Map.of(job, Duration.ofSeconds(70)));
        assertThat(channel.whole).isEqualTo("first");
    }

    @Test
    void looksOnceInEachLifeOfTheChannel() {
        restoreJobs.look();
        JobId job = added(Duration.ofMinutes(1));

        restoreJobs.look();
        assertThat(channel.noted).isEmpty();

        channel.life = "second";
        restoreJobs.look();
        assertThat(channel.noted).containsOnlyKeys(job);
    }

    @Test
    void beginsAgainIfTheChannelDidNotTakeAll() {
        JobId job = added(Duration.ofMinutes(1));
        channel.isAway = true;
        assertThatThrownBy(restoreJobs::look).isInstanceOf(IllegalStateException.class);
        assertThat(channel.whole).isEmpty();
        channel.isAway = false;

        restoreJobs.look();

        assertThat(channel.noted).containsOnlyKeys(job);
        assertThat(channel.whole).isEqualTo("first");
    }

    private JobId added(Duration left) {
        JobId id = JobId.random();
        retainedJobs.add(
                new AcceptedJob(id, "owner", SPEC, NOW.minusSeconds(60), NOW.plus(left), "part", Optional.empty()));
        return id;
    }

    private static final class Channel implements AcceptedJobs, ChannelLife {
        final Map<JobId, Duration> noted = new HashMap<>();
        String life = "first";
        String whole = "";
        boolean isAway;

        @Override
        public String current() {
            return life;
        }

        @Override
        public void isWhole(String which) {
            whole = which;
        }

        @Override
        public void restore(AcceptedJob job, Duration left) {
            if (isAway) {
                throw new IllegalStateException("away");
            }
            noted.put(job.id(), left);
        }

        @Override
        public Optional<JobId> earlier(IdempotencyKey key) {
            return Optional.empty();
        }

        @Override
        public Acceptance accept(AcceptedJob job, Optional<IdempotencyKey> key) {
            throw new AssertionError("nothing was submitted");
        }

        @Override
        public void queued(AcceptedJob job) {
            throw new AssertionError("nothing was submitted");
        }

        @Override
        public void abandon(AcceptedJob job, Optional<IdempotencyKey> key) {
            throw new AssertionError("nothing was submitted");
        }
    }
}
