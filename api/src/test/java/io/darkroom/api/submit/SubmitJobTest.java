package io.darkroom.api.submit;

import static io.darkroom.api.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.FixedAdmissionConfig;
import io.darkroom.api.FixedApiConfig;
import io.darkroom.api.InMemoryRetainedJobs;
import io.darkroom.api.TestKeys;
import io.darkroom.api.admission.Admission;
import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.lane.Ahead;
import io.darkroom.api.lane.InHand;
import io.darkroom.api.lane.Lanes;
import io.darkroom.api.lane.QueueEstimate;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.core.wire.KeyPartDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmitJobTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final JobId ID = JobId.random();

    private final InMemoryPorts ports = new InMemoryPorts();
    private final KeptIds library = new KeptIds();
    private final InMemoryRetainedJobs retainedJobs = new InMemoryRetainedJobs();
    private final FixedApiConfig config = new FixedApiConfig();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Admission admission =
            new Admission(OptionalDouble::empty, new QueueEstimate(ports, ports), new FixedAdmissionConfig(), clock);
    private final SubmitJob submitJob = new SubmitJob(
            ports,
            new JobSpecs(config),
            admission,
            new PictureCheck(),
            ports,
            ports,
            library,
            retainedJobs,
            TestKeys.API,
            config,
            clock);

    @Test
    void putsTheKeyPartIntoRedisBeforeTheRestGoesOntoTheQueue() {
        JobId id = submit("{\"prompt\": \"a fox\", \"seed\": 7, \"lane\": \"bulk\"}");

        assertThat(ports.seen).containsExactly("accept", "send shapes bulk", "queued");
        PromptDocument document = PromptSeal.open(
                TestKeys.WORKER,
                id,
                "shapes",
                NOW,
                new SealedPrompt(ports.accepted().keyPart(), ports.body));
        assertThat(document.prompt().revealPlaintext()).isEqualTo("a fox");
        assertThat(document.seed()).isEqualTo(7);
    }

    @Test
    void drawsASeedWhenNoneIsGivenAndSealsItForLater() {
        JobId id = submit("{\"prompt\": \"a fox\"}");

        assertThat(SeedSeal.open(
                        TestKeys.DELIVERY, id, ports.accepted().sealedSeed().orElseThrow()))
                .isBetween(0L, 0xFFFFFFFFL);
        assertThat(ports.accepted().deadline()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void leavesNothingOfAJobThatTheQueueDidNotTake() {
        ports.queueIsDown = true;

        ProblemException problem = assertProblem(ErrorCode.QUEUE_UNAVAILABLE, () -> submit("{\"prompt\": \"a fox\"}"));

        assertThat(problem.retryAfter()).isNotNull();
        assertThat(ports.seen).containsExactly("accept", "send shapes interactive", "abandon");
    }

    @Test
    void notesAJobWhosePicturesAreToBeKeptUntilTheyAreAndNoOther() {
        submit("{\"prompt\": \"a fox\"}");
        JobId id = submit("{\"prompt\": \"a fox\", \"retain\": true}");

        assertThat(retainedJobs.open(NOW)).containsExactly(id);
    }

    @Test
    void leavesNoRowOfAJobWhosePlaceAnotherTookSoThatItCannotComeBack() {
        JobId stranded = submit("{\"prompt\": \"a fox\", \"retain\": true}");
        ports.displaced = stranded;

        JobId id = submit("{\"prompt\": \"a fox\", \"retain\": true}");

        assertThat(retainedJobs.open(NOW)).containsExactly(id);
    }

    @Test
    void leavesNoRowOfAJobThatTheQueueDidNotTake() {
        ports.queueIsDown = true;

        assertProblem(ErrorCode.QUEUE_UNAVAILABLE, () -> submit("{\"prompt\": \"a fox\", \"retain\": true}"));

        assertThat(retainedJobs.open(NOW)).isEmpty();
        assertThat(ports.seen).endsWith("abandon");
    }

    @Test
    void answersTheSameRequestWithTheSameJob() {
        JobId earlier = JobId.random();
        ports.earlier = earlier;
        byte[] body = "{\"prompt\": \"a fox\"}".getBytes(UTF_8);

        JobId id = submitJob.submit("owner", body, Optional.of(IdempotencyKey.of("owner", "k", body)));

        assertThat(id).isEqualTo(earlier);
        assertThat(ports.seen).isEmpty();
    }

    @Test
    void sendsNothingWhenTheSameRequestWasAcceptedMeanwhile() {
        JobId twin = JobId.random();
        ports.twin = twin;

        JobId id = submit("{\"prompt\": \"a fox\"}");

        assertThat(id).isEqualTo(twin);
        assertThat(ports.seen).containsExactly("accept");
    }

    @Test
    void takesAModelThatDrawsFromTextWhenNoneIsNamed() {
        ports.served = List.of(ServedModel.of(List.of(Offers.INPAINT)), ServedModel.of(List.of(Offers.SHAPES)));

        submit("{\"prompt\": \"a fox\"}");

        assertThat(ports.accepted().spec().model()).isEqualTo("shapes");
    }

    @Test
    void takesAModelThatInpaintsWhenAPictureAndAMaskAreGiven() {
        ports.served = List.of(ServedModel.of(List.of(Offers.TEXT_ONLY)), ServedModel.of(List.of(Offers.INPAINT)));
        String picture = Pictures.png(64, 64);

        JobId id =
                submit("{\"prompt\": \"a fox\", \"init_image\": \"" + picture + "\", \"mask\": \"" + picture + "\"}");

        assertThat(ports.accepted().spec().model()).isEqualTo("inpaint");
        PromptDocument document = PromptSeal.open(
                TestKeys.WORKER,
                id,
                "inpaint",
                NOW,
                new SealedPrompt(ports.accepted().keyPart(), ports.body));
        assertThat(Objects.requireNonNull(document.initImage()).revealBytes())
                .isEqualTo(Base64.getDecoder().decode(picture));
        assertThat(document.mask()).isNotNull();
    }

    @Test
    void refusesAPictureThatIsDamagedBehindItsHeader() {
        String damaged = Pictures.damaged(64, 64);

        ProblemException problem = assertProblem(
                ErrorCode.INVALID_PICTURE,
                () -> submit("{\"prompt\": \"a fox\", \"init_image\": \"" + damaged + "\"}"));

        assertThat(problem.field()).isEqualTo("init_image");
        assertThat(ports.seen).isEmpty();
    }

    @Test
    void passesOnWhatTheClientSealedInItsTwoParts() {
        SealedPrompt sealed = seal(ID, "shapes");

        JobId id = put("{\"sealed\": \"" + sealed.join() + "\", \"strength\": 0.5}");

        assertThat(id).isEqualTo(ID);
        assertThat(ports.seen).containsExactly("accept", "send shapes interactive", "queued");
        assertThat(ports.body).isEqualTo(sealed.body());
        assertThat(ports.accepted().keyPart()).isEqualTo(sealed.keyPart());
        assertThat(ports.accepted().sealedSeed()).isEmpty();
        assertThat(ports.accepted().deadline()).isEqualTo(NOW.plusSeconds(60));
        assertThat(ports.accepted().spec().pipeline()).isEqualTo(Pipeline.UNTOLD);
        assertThat(ports.accepted().spec().strength()).isEqualTo(0.5);
    }

    @Test
    void holdsASealedPromptToItsJob() {
        String otherModel = seal(ID, "other").join();
        String otherJob = seal(JobId.random(), "shapes").join();

        assertProblem(ErrorCode.WRONG_MDL, () -> put("{\"sealed\": \"" + otherModel + "\"}"));
        assertProblem(ErrorCode.WRONG_JID, () -> put("{\"sealed\": \"" + otherJob + "\"}"));
        assertProblem(ErrorCode.INVALID_SEAL, () -> put("{\"sealed\": \"a fox\"}"));
        assertProblem(ErrorCode.SEALED_NEEDS_PUT, () -> submit("{\"sealed\": \"" + otherJob + "\"}"));
        assertThat(ports.seen).isEmpty();
    }

    @Test
    void sendsNothingAgainWhenTheSameIdWasPutMeanwhile() {
        ports.twin = ID;

        JobId id = put("{\"prompt\": \"a fox\"}");

        assertThat(id).isEqualTo(ID);
        assertThat(ports.seen).containsExactly("accept");
    }

    @Test
    void refusesToKeepPicturesUnderAnIdOfWhichSomeAreKept() {
        library.ids.add(ID);

        assertProblem(ErrorCode.JOB_ID_CONFLICT, () -> put("{\"prompt\": \"a fox\", \"retain\": true}"));
        assertThat(put("{\"prompt\": \"a fox\"}")).isEqualTo(ID);
    }

    @Test
    void keepsNothingOfABodyThatCouldBeGuessedBackFromTheIdOfItsJob() {
        byte[] body = "{\"prompt\": \"a fox\"}".getBytes(UTF_8);
        IdempotencyKey key = IdempotencyKey.ofId("owner", ID, body, TestKeys.DELIVERY);

        assertThat(key).isEqualTo(IdempotencyKey.ofId("owner", ID, body.clone(), TestKeys.DELIVERY));
        assertThat(IdempotencyKey.ofId("other", ID, body, TestKeys.DELIVERY).name())
                .isNotEqualTo(key.name());
        assertThat(key.fingerprints()).hasSize(1);
        assertThat(IdempotencyKey.ofId("owner", ID, body, TestKeys.STORAGE).fingerprints())
                .isNotEqualTo(key.fingerprints());
    }

    private JobId put(String body) {
        return submitJob.put("owner", ID, body.getBytes(UTF_8));
    }

    private static SealedPrompt seal(JobId id, String model) {
        PromptDocument document = new PromptDocument(Prompt.of("a fox"), Prompt.empty(), 7);
        return PromptSeal.seal(TestKeys.WORKER.sealingKeys(), id, model, NOW.plusSeconds(60), document);
    }

    @Test
    void saysWhichModelsThereAreWhenAnotherIsAskedFor() {
        ProblemException problem =
                assertProblem(ErrorCode.UNKNOWN_MODEL, () -> submit("{\"prompt\": \"a fox\", \"model\": \"secret\"}"));

        assertThat(problem.field()).isEqualTo("model");
        assertThat(problem.detail()).contains("shapes").doesNotContain("secret");
    }

    @Test
    void saysThatNoWorkerServesAModelThatWasServedBefore() {
        ports.remembered = true;

        ProblemException problem =
                assertProblem(ErrorCode.NO_WORKER, () -> submit("{\"prompt\": \"a fox\", \"model\": \"sdxl\"}"));

        assertThat(problem.retryAfter()).isNotNull();
    }

    @Test
    void saysThatNoWorkerIsConnectedAtAll() {
        ports.served = List.of();

        assertProblem(ErrorCode.NO_WORKER, () -> submit("{\"prompt\": \"a fox\"}"));
        assertProblem(ErrorCode.NO_WORKER, () -> submit("{\"prompt\": \"a fox\", \"model\": \"shapes\"}"));
    }

    @Test
    void keepsNothingOfAnIdempotencyKeyThatCouldBeGuessedBack() {
        byte[] body = "{\"prompt\": \"a fox\"}".getBytes(UTF_8);
        IdempotencyKey key = IdempotencyKey.of("owner", "k1", body);

        assertThat(key).isEqualTo(IdempotencyKey.of("owner", "k1", body.clone()));
        assertThat(IdempotencyKey.of("other", "k1", body).name()).isNotEqualTo(key.name());
        assertThat(IdempotencyKey.of("owner", "k2", body).fingerprints()).isNotEqualTo(key.fingerprints());
        assertProblem(ErrorCode.INVALID_PARAMETER, () -> IdempotencyKey.of("owner", " ", body));
    }

    private JobId submit(String body) {
        return submitJob.submit("owner", body.getBytes(UTF_8), Optional.empty());
    }

    private static final class InMemoryPorts implements ModelCatalog, AcceptedJobs, JobSender, Lanes {
        final List<String> seen = new ArrayList<>();
        List<ServedModel> served = List.of(ServedModel.of(List.of(Offers.SHAPES)));
        boolean remembered;
        boolean queueIsDown;
        String body = "";

        @Nullable
        JobId earlier;

        @Nullable
        JobId twin;

        @Nullable
        JobId displaced;

        private @Nullable AcceptedJob accepted;

        AcceptedJob accepted() {
            if (accepted == null) {
                throw new AssertionError("nothing was accepted");
            }
            return accepted;
        }

        @Override
        public List<ServedModel> served() {
            return served;
        }

        @Override
        public boolean isRemembered(String model) {
            return remembered;
        }

        @Override
        public Optional<Ahead> before(JobId job, String model, Lane lane) {
            return Optional.empty();
        }

        @Override
        public Ahead all(String model, Lane lane) {
            return Ahead.NONE;
        }

        @Override
        public InHand inHand(String model, Lane lane, int slots) {
            return InHand.NONE;
        }

        @Override
        public Optional<JobId> earlier(IdempotencyKey key) {
            return Optional.ofNullable(earlier);
        }

        @Override
        public Acceptance accept(AcceptedJob job, Optional<IdempotencyKey> key) {
            accepted = job;
            seen.add("accept");
            return twin == null
                    ? new Acceptance.Accepted(Optional.ofNullable(displaced))
                    : new Acceptance.Standing(twin);
        }

        @Override
        public void restore(AcceptedJob job, Duration left) {
            throw new AssertionError("nothing was lost");
        }

        @Override
        public void queued(AcceptedJob job) {
            seen.add("queued");
        }

        @Override
        public void abandon(AcceptedJob job, Optional<IdempotencyKey> key) {
            seen.add("abandon");
        }

        @Override
        public void send(JobId job, String model, Lane lane, String sealed, KeyPartDigest digest) {
            seen.add("send " + model + " " + lane.wireName());
            assertThat(digest).isEqualTo(KeyPartDigest.of(accepted().keyPart()));
            body = sealed;
            if (queueIsDown) {
                throw ProblemException.passing(ErrorCode.QUEUE_UNAVAILABLE, "down", Duration.ofSeconds(5));
            }
        }
    }
}
