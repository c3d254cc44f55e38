package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.job.Rng;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Sharing;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.config.KeyConfig;
import io.darkroom.worker.config.Keys;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.ClaimAnswer;
import io.darkroom.worker.deliver.Standing;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.Outcome;
import io.darkroom.worker.retain.RetainedPicture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One try at one job, with the real engine on the demo model and the ports in memory. */
class DrawJobTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobId JOB = JobId.random();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SEED = 41;
    private static final OpeningKeys WORKER = OpeningKeys.generate();
    private static final OpeningKeys DELIVERY = OpeningKeys.generate();
    private static final OpeningKeys STORAGE = OpeningKeys.generate();
    private static final WorkerConfig CONFIG = new FixedConfig();
    private static final Models MODELS = new Models(CONFIG);
    private static final WorkerConfig GUIDING_NEVER = new FixedConfig() {
        @Override
        public double guidanceTo() {
            return 0;
        }
    };

    private static final WorkerConfig GUIDING_LATE = new FixedConfig() {
        @Override
        public double guidanceFrom() {
            return 0.5;
        }
    };

    private static final Engine ENGINE = new Engine(Sharing.ofProcessor());

    private static final Keys KEYS = keys();

    private final InMemoryJobChannel channel = new InMemoryJobChannel();
    private final InMemoryLibrary library = new InMemoryLibrary();
    private final Drain drain = new Drain();
    private final Lease lease = new Lease();
    private final Watch watch = new Watch(channel, CONFIG, drain);
    private final DrawPictures drawPictures = new DrawPictures(
            channel, new PatientLibrary(library, CONFIG), new EnginePainter(MODELS, ENGINE, CONFIG), KEYS);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final RefusalMetrics refusals = new RefusalMetrics(meters);
    private final DrawJob drawJob =
            new DrawJob(channel, library, drawPictures, KEYS, new Isolation(), watch, refusals, CONFIG);

    private final SealedPrompt sealed = PromptSeal.seal(
            WORKER.sealingKeys(),
            JOB,
            "shapes",
            NOW.plusSeconds(60),
            new PromptDocument(Prompt.of("a red circle"), Prompt.empty(), SEED));

    @BeforeAll
    static void load() {
        MODELS.load();
    }

    private static Keys keys() {
        try {
            Path folder = Files.createTempDirectory("keys");
            WORKER.write(folder.resolve("worker"));
            DELIVERY.sealingKeys().write(folder.resolve("delivery"));
            STORAGE.sealingKeys().write(folder.resolve("storage"));
            Keys keys = new Keys(new KeyFolder(folder));
            for (String file : new String[] {"worker", "delivery", "storage"}) {
                Files.delete(folder.resolve(file));
            }
            Files.delete(folder);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsEveryStepAndHandsOverEveryPictureBeforeItIsDone() {
        channel.next = claim(1, 0, spec(2, false));

        Outcome outcome = draw();

        assertThat(outcome).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).contains("step 2/2").containsSubsequence("picture 0", "picture 1", "succeeded");
        assertThat(picture(1)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(library.pictures).isEmpty();
    }

    @Test
    void keepsAPictureThatCannotBeHandedOverYetInsteadOfDrawingItAnew() {
        channel.next = claim(1, 0, spec(1, false));
        channel.silences = 2;

        Outcome outcome = draw();

        assertThat(outcome).isEqualTo(new Outcome.Settled());
        assertThat(channel.silences).isZero();
        assertThat(channel.said).containsOnlyOnce("step 1/2", "step 2/2", "picture 0", "succeeded");
    }

    @Test
    void doesNotKeepAPictureThatNobodyWantsAnyMore() {
        channel.next = claim(1, 0, spec(1, false));
        channel.silences = Integer.MAX_VALUE;
        channel.silent = () -> lease.end(Ending.EXPIRED);

        Outcome outcome = draw();

        assertThat(outcome).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).endsWith("expired");
    }

    @Test
    void drawsOnlyWhatAnEarlierAttemptLeftAndDrawsItTheSame() {
        channel.next = claim(1, 0, spec(2, false));
        draw();
        byte[] second = picture(1);
        channel.said.clear();
        channel.pictures.clear();
        channel.next = claim(2, 1, spec(2, false));

        Outcome outcome = draw();

        assertThat(outcome).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).endsWith("step 2/2", "picture 1", "succeeded");
        assertThat(picture(1)).isEqualTo(second);
    }

    @Test
    void onlySaysThatItIsDoneWhenAnEarlierAttemptHandedOverEverything() {
        channel.next = claim(2, 1, spec(1, false));

        draw();

        assertThat(channel.said).containsExactly("succeeded");
    }

    @Test
    void putsARetainedPictureIntoTheLibrarySealedToTheStorageKey() {
        channel.next = claim(1, 0, spec(1, true));

        draw();

        assertThat(library.pictures).singleElement().satisfies(row -> {
            assertThat(row.keyId()).isEqualTo(STORAGE.sealingKeys().currentKeyId());
            assertThat(PictureSeal.open(STORAGE, JOB, 0, row.sealedPicture()).revealBytes())
                    .isEqualTo(picture(0));
            assertThat(SeedSeal.open(STORAGE, JOB, Objects.requireNonNull(row.sealedSeed())))
                    .isEqualTo(SEED);
        });
    }

    @Test
    void dropsAJobThatIsNoLongerToBeDrawn() {
        channel.next = new ClaimAnswer.Over();

        assertThat(draw()).isEqualTo(new Outcome.Dropped());
        assertThat(channel.said).isEmpty();
    }

    @Test
    void dropsARecordWhoseJobHasAnotherAndLeavesTheJobAlone() {
        channel.next = new ClaimAnswer.Stale();
        channel.standing = Standing.WAITS;

        assertThat(draw()).isEqualTo(new Outcome.Dropped());
        assertThat(channel.said).isEmpty();
    }

    @Test
    void stopsAtTheNextStepWhenTheJobIsDeletedAndTakesItsPicturesOutOfTheLibrary() {
        channel.next = claim(1, 0, spec(1, true));
        channel.stillOurs = step -> step < 1;
        channel.standing = Standing.DISCARDED;
        library.pictures.add(retained());

        Outcome outcome = draw();

        assertThat(outcome).isEqualTo(new Outcome.Dropped());
        assertThat(channel.said).isEmpty();
        assertThat(channel.pictures).isEmpty();
        assertThat(library.pictures).isEmpty();
    }

    @Test
    void givesBackTheRecordOfAJobThatWentWithRedisWhileItIsStillToBeDrawn() {
        channel.next = new ClaimAnswer.Over();
        channel.standing = Standing.UNKNOWN;
        library.awaited.add(JOB);

        assertThat(draw()).isInstanceOf(Outcome.Retry.class);
        library.awaited.clear();
        assertThat(draw()).isEqualTo(new Outcome.Dropped());
    }

    @Test
    void givesBackTheRecordOfAJobThatWentWithRedisWhileItWasDrawnAndWaitsAgain() {
        channel.next = claim(1, 0, spec(1, true));
        channel.stillOurs = step -> step < 1;
        channel.standing = Standing.WAITS;
        library.pictures.add(retained());

        assertThat(draw()).isInstanceOf(Outcome.Retry.class);
        assertThat(library.pictures).hasSize(1);
    }

    @Test
    void takesNothingOutOfTheLibraryThatAnotherAttemptPutThere() {
        channel.next = late(spec(1, true));
        channel.ours = false;
        library.pictures.add(retained());

        assertThat(draw()).isEqualTo(new Outcome.Dropped());
        assertThat(library.pictures).hasSize(1);
    }

    @Test
    void forgetsARetainedJobWithItsLastPictureAndWithItsFailure() {
        library.awaited.add(JOB);
        channel.next = claim(1, 0, spec(2, true));

        draw();

        assertThat(library.pictures).extracting(RetainedPicture::isLast).containsExactly(false, true);
        assertThat(library.awaited).isEmpty();
        library.awaited.add(JOB);
        channel.next = claim(4, 0, 3, 0, spec(2, true), MINUTE);
        draw();
        assertThat(library.awaited).isEmpty();
    }

    @Test
    void endsAJobWhoseDeadlineHasPassed() {
        channel.next = late(spec(1, false));

        assertThat(draw()).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).containsExactly("expired");
    }

    @Test
    void keepsNothingOfARetainedJobThatEndsHalfDrawn() {
        channel.next = late(spec(1, true));
        library.pictures.add(retained());

        draw();

        assertThat(library.pictures).isEmpty();
    }

    @Test
    void givesAJobBackUncountedWhenTheWorkerLeaves() {
        channel.next = claim(1, 0, spec(1, false));
        drain.end();

        assertThat(draw()).isEqualTo(new Outcome.Retry(Duration.ZERO));
        assertThat(channel.said).containsExactly("given back");
    }

    @Test
    void givesAJobBackUncountedWhenItsModelCannotBeHad() {
        Models closed = new Models(CONFIG);
        closed.load();
        closed.close();
        channel.next = claim(1, 0, spec(1, false));

        Outcome outcome = new DrawJob(
                        channel,
                        library,
                        new DrawPictures(
                                channel,
                                new PatientLibrary(library, CONFIG),
                                new EnginePainter(closed, ENGINE, CONFIG),
                                KEYS),
                        KEYS,
                        new Isolation(),
                        watch,
                        refusals,
                        CONFIG)
                .draw(
                        new Delivery(Optional.of(JOB), sealed.body(), Optional.empty(), false),
                        "shapes",
                        Lane.INTERACTIVE,
                        lease);

        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        assertThat(channel.said).containsExactly("given back");
    }

    @Test
    void endsTheEnginesCallsWhenItsLeaseEnds() {
        channel.next = claim(1, 0, spec(1, false));
        channel.begun = () -> lease.end(Ending.DRAINED);

        assertThat(draw()).isEqualTo(new Outcome.Retry(Duration.ZERO));
        assertThat(channel.said).as("not even one step").containsExactly("given back");
    }

    @Test
    void countsAStepThatTookTooLongAsAFailure() {
        channel.next = claim(1, 0, spec(1, false));
        channel.begun = lease::endStalled;
        assertThat(draw()).isInstanceOf(Outcome.Retry.class);
        assertThat(channel.said).containsExactly("given back as failed");
    }

    @Test
    void countsADrawingThatTookTooLongAsAFailureOfWhichTheThirdIsTheLast() {
        channel.next = claim(1, 0, spec(1, false));
        channel.begun = () -> lease.end(Ending.TIMED_OUT);
        assertThat(draw()).isInstanceOf(Outcome.Retry.class);

        channel.next = claim(3, CONFIG.attempts() - 1, 0, 0, spec(1, false), MINUTE);
        assertThat(draw()).isEqualTo(new Outcome.Refused());

        assertThat(channel.said).containsExactly("given back as failed", "failed timed_out");
    }

    @Test
    void startsTheClockOfADrawingNoEarlierThanTheEngineHasIt() {
        channel.next = claim(1, 0, spec(1, false));
        channel.begun = () -> assertThat(lease.drawing()).isEmpty();

        assertThat(draw()).isEqualTo(new Outcome.Settled());

        assertThat(lease.drawing()).isPresent();
    }

    @Test
    void failsAJobWhoseRecordWasAlteredAndSaysSoBeforeRefusingIt() {
        channel.next = claim(1, 0, spec(1, false));

        Outcome outcome = drawJob.draw(
                new Delivery(Optional.of(JOB), sealed.body().replace('a', 'b'), Optional.empty(), false),
                "shapes",
                Lane.INTERACTIVE,
                lease);

        assertThat(outcome).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).containsExactly("failed prompt_unreadable");
    }

    @Test
    void failsAJobThatTookThreeWorkersWithIt() {
        channel.next = claim(4, 0, 3, 0, spec(1, false), MINUTE);

        assertThat(draw()).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).containsExactly("failed worker_lost");
    }

    @Test
    void failsAJobThatCirclesThoughNobodyIsToBlame() {
        channel.next = claim(20, 0, spec(1, false));
        assertThat(draw()).isEqualTo(new Outcome.Settled());
        channel.next = claim(21, 0, spec(1, false));

        assertThat(draw()).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).endsWith("failed worker_lost");
    }

    @Test
    void failsAJobOnItsLastDeliverySinceNobodyElseWouldSaySo() {
        channel.next = claim(1, 0, spec(1, false));

        Outcome outcome = drawJob.draw(
                new Delivery(Optional.of(JOB), sealed.body(), Optional.empty(), true),
                "shapes",
                Lane.INTERACTIVE,
                lease);

        assertThat(outcome).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).containsExactly("failed worker_lost");
    }

    @Test
    void triesAgainLaterWhenTheLibraryIsOutOfReachAndFailsInTheEnd() {
        library.outOfReach = true;
        channel.next = claim(1, 0, spec(1, true));

        assertThat(draw()).isInstanceOf(Outcome.Retry.class);
        assertThat(channel.said).endsWith("given back as failed");
        channel.next = claim(3, 2, 0, 0, spec(1, true), MINUTE);
        assertThat(draw()).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).endsWith("failed result_not_stored");
    }

    @Test
    void failsARequestThatTheModelRefuses() {
        JobSpec odd = new JobSpec("shapes", 127, 128, 2, 5, "ddim", 1, Lane.INTERACTIVE, false, DeliveryMode.TTL, 60);
        channel.next = claim(3, 2, 0, 0, odd, MINUTE);

        assertThat(draw()).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).containsExactly("failed model_error");
    }

    @Test
    void drawsFromThePictureAndWithinTheMaskThatCameWithThePrompt() {
        JobSpec spec = spec(Pipeline.INPAINT, 0.5);
        byte[] white = png(0xffffff);

        Outcome outcome = draw(spec, document(white, png(0)));

        assertThat(outcome).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).containsExactly("step 1/1", "picture 0", "succeeded");
        assertThat(picture(0)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void failsAJobWhosePictureCannotBeDrawnFromAtOnce() {
        byte[] damaged = Arrays.copyOf(png(0xffffff), 60);

        Outcome outcome = draw(spec(Pipeline.IMG2IMG, 0.5), document(damaged, null));

        assertThat(outcome).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).containsExactly("failed invalid_picture");
    }

    @Test
    void failsAJobWhosePictureIsOfAnotherSize() throws IOException {
        byte[] wide = png(new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB));

        draw(spec(Pipeline.IMG2IMG, 0.5), document(wide, null));

        assertThat(channel.said).containsExactly("failed picture_size");
    }

    @Test
    void failsAJobThatStartsFromSomethingElseThanItTold() {
        draw(spec(Pipeline.IMG2IMG, 0.5), document(null, null));
        draw(spec(Pipeline.IMG2IMG, 0.5), document(png(0), png(0)));
        draw(spec(Pipeline.TXT2IMG, 1), document(png(0), null));

        assertThat(channel.said)
                .containsExactly("failed invalid_picture", "failed invalid_picture", "failed invalid_picture");
    }

    @Test
    void findsOutWhatAJobStartsFromThatItsClientSealed() {
        draw(spec(Pipeline.UNTOLD, 0), document(null, null));
        draw(spec(Pipeline.UNTOLD, 0.5), document(png(0), null));
        draw(spec(Pipeline.UNTOLD, 0), document(png(0), png(0xffffff)));

        assertThat(channel.said)
                .containsExactly(
                        "step 1/2",
                        "step 2/2",
                        "picture 0",
                        "succeeded",
                        "step 1/1",
                        "picture 0",
                        "succeeded",
                        "step 1/2",
                        "step 2/2",
                        "picture 0",
                        "succeeded");
        assertThat(channel.sealedSeed).as("nobody is to be told").isEmpty();
    }

    @Test
    void sealsPicturesAndSeedToTheKeyInTheDocumentAndToNobodyElse() throws Exception {
        OpeningKeys client = OpeningKeys.generate();
        String within = ResultKey.parse(publicKey(client)).toJson();
        JobSpec spec = JobSpecs.retained(Pipeline.UNTOLD, publicKey(OpeningKeys.generate()));

        draw(spec, new PromptDocument(Prompt.of("a red circle"), Prompt.empty(), SEED, null, null, within));

        byte[] picture = open(client, 0);
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(SeedSeal.open(client, JOB, channel.sealedSeed.orElseThrow())).isEqualTo(SEED);
        assertThat(library.pictures).singleElement().satisfies(row -> {
            assertThat(row.keyId()).isEqualTo(client.sealingKeys().currentKeyId());
            assertThat(PictureSeal.open(client, JOB, 0, row.sealedPicture()).revealBytes())
                    .isEqualTo(picture);
            assertThat(SeedSeal.open(client, JOB, Objects.requireNonNull(row.sealedSeed())))
                    .isEqualTo(SEED);
        });
    }

    @Test
    void takesTheKeyBesideADocumentThatHoldsNone() throws Exception {
        OpeningKeys client = OpeningKeys.generate();

        draw(JobSpecs.retained(Pipeline.TXT2IMG, publicKey(client)), document(null, null));

        assertThat(open(client, 0)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(channel.sealedSeed).as("the API knows it").isEmpty();
    }

    @Test
    void saysWhatIsWrongWithADocumentThatNobodyElseCouldRead() {
        draw(spec(Pipeline.UNTOLD, 0), new PromptDocument(Prompt.of("a"), Prompt.empty(), 1, null, null, "{}"));
        draw(JobSpecs.images(2), new PromptDocument(Prompt.of("a"), Prompt.empty(), Long.MAX_VALUE));
        draw(spec(Pipeline.UNTOLD, 0), new PromptDocument(Prompt.of(" "), Prompt.empty(), 1));

        assertThat(channel.said)
                .containsExactly("failed invalid_result_key", "failed invalid_prompt", "failed invalid_prompt");
    }

    private byte[] open(OpeningKeys client, int number) {
        String sealed = Objects.requireNonNull(channel.pictures.get(number));
        return PictureSeal.open(client, JOB, number, sealed).revealBytes();
    }

    private static String publicKey(OpeningKeys keys) throws Exception {
        String set = keys.sealingKeys().toJson();
        return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
    }

    /** Jobs that differ from the usual in one thing. */
    private static final class JobSpecs {
        static JobSpec retained(Pipeline pipeline, String resultKey) {
            return new JobSpec(
                    "shapes",
                    64,
                    64,
                    2,
                    5,
                    "euler",
                    1,
                    Lane.INTERACTIVE,
                    true,
                    DeliveryMode.TTL,
                    60,
                    pipeline,
                    0,
                    0,
                    0,
                    Rng.CPU,
                    resultKey);
        }

        static JobSpec images(int images) {
            return DrawJobTest.spec(images, false);
        }
    }

    private Outcome draw(JobSpec spec, PromptDocument document) {
        SealedPrompt sealedDocument =
                PromptSeal.seal(WORKER.sealingKeys(), JOB, "shapes", NOW.plusSeconds(60), document);
        channel.next = new Claim(JOB, 1, 0, 0, 0, sealedDocument.keyPart(), spec, "owner", NOW.plus(MINUTE), MINUTE);
        return drawJob.draw(
                new Delivery(Optional.of(JOB), sealedDocument.body(), Optional.empty(), false),
                "shapes",
                Lane.INTERACTIVE,
                lease);
    }

    private static JobSpec spec(Pipeline pipeline, double strength) {
        return new JobSpec(
                "shapes",
                64,
                64,
                2,
                5,
                "euler",
                1,
                Lane.INTERACTIVE,
                false,
                DeliveryMode.TTL,
                60,
                pipeline,
                strength,
                1,
                0.5f,
                Rng.CUDA,
                null);
    }

    private static PromptDocument document(byte @Nullable [] picture, byte @Nullable [] mask) {
        return new PromptDocument(
                Prompt.of("a red circle"),
                Prompt.empty(),
                SEED,
                picture == null ? null : PictureBytes.takingOver(picture),
                mask == null ? null : PictureBytes.takingOver(mask));
    }

    private static byte[] png(int colour) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, colour);
        }
        try {
            return png(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void refusesARecordOfAJobThatWaitsElsewhereOrIsDamaged() {
        channel.next = new ClaimAnswer.Foreign();
        assertThat(draw()).isEqualTo(new Outcome.Refused());
        channel.next = new ClaimAnswer.Damaged();

        assertThat(draw()).isEqualTo(new Outcome.Refused());
        assertThat(channel.said).isEmpty();
        assertThat(refused("foreign_record")).isEqualTo(1);
        assertThat(refused("job_unreadable")).isEqualTo(1);
        assertThat(refused("no_job")).isZero();
    }

    private double refused(String code) {
        return meters.counter("darkroom.worker.records.refused", "code", code).count();
    }

    @Test
    void guidesOnThePartOfTheWayThatTheWorkerIsSetTo() {
        byte[] guided = drawnBy(CONFIG, 5);

        assertThat(drawnBy(GUIDING_NEVER, 5)).isEqualTo(drawnBy(CONFIG, 1)).isNotEqualTo(guided);
        assertThat(drawnBy(GUIDING_LATE, 5)).isNotEqualTo(guided).isNotEqualTo(drawnBy(CONFIG, 1));
    }

    private byte[] drawnBy(WorkerConfig config, float guidanceScale) {
        channel.next = claim(
                1,
                0,
                new JobSpec(
                        "shapes", 64, 64, 2, guidanceScale, "euler", 1, Lane.INTERACTIVE, false, DeliveryMode.TTL, 60));
        var pictures = new DrawPictures(
                channel, new PatientLibrary(library, CONFIG), new EnginePainter(MODELS, ENGINE, config), KEYS);
        Outcome outcome = new DrawJob(channel, library, pictures, KEYS, new Isolation(), watch, refusals, config)
                .draw(
                        new Delivery(Optional.of(JOB), sealed.body(), Optional.empty(), false),
                        "shapes",
                        Lane.INTERACTIVE,
                        new Lease());
        assertThat(outcome).isEqualTo(new Outcome.Settled());
        return picture(0);
    }

    @Test
    void saysThatItLivesWhenAJobIsTakenFromIt() {
        channel.next = claim(1, 0, spec(1, false));
        channel.stillOurs = step -> step < 1;

        assertThat(draw()).isEqualTo(new Outcome.Dropped());
        assertThat(channel.lost).isTrue();
        assertThat(lease.isEnded())
                .as("so that no trouble afterwards makes it claim the job again")
                .isTrue();
    }

    @Test
    void drawsAlthoughItsProgressCannotBeTold() {
        channel.next = claim(1, 0, spec(1, false));
        channel.stillOurs = step -> {
            throw new IllegalStateException("Redis is away");
        };

        assertThat(draw()).isEqualTo(new Outcome.Settled());
        assertThat(channel.said).containsExactly("picture 0", "succeeded");
    }

    @Test
    void refusesARecordThatNamesNoJob() {
        Outcome outcome =
                drawJob.draw(new Delivery(Optional.empty(), "", Optional.empty(), false), "shapes", Lane.BULK, lease);

        assertThat(outcome).isEqualTo(new Outcome.Refused());
    }

    @Test
    void restsLongerBetweenTries() {
        assertThat(Arrays.stream(new int[] {1, 2, 3, 4, 5, 6, 40})
                        .mapToObj(failures -> RetryPolicy.delay(failures, 1))
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(RetryPolicy.delay(4, 0)).isEqualTo(RetryPolicy.delay(4, 1).dividedBy(2));
    }

    private Outcome draw() {
        return drawJob.draw(
                new Delivery(Optional.of(JOB), sealed.body(), Optional.empty(), false),
                "shapes",
                Lane.INTERACTIVE,
                lease);
    }

    private byte[] picture(int number) {
        String sealed = Objects.requireNonNull(channel.pictures.get(number), "picture " + number);
        return PictureSeal.open(DELIVERY, JOB, number, sealed).revealBytes();
    }

    private Claim claim(int attempt, int drawn, JobSpec spec) {
        return claim(attempt, 0, 0, drawn, spec, MINUTE);
    }

    private Claim late(JobSpec spec) {
        return claim(1, 0, 0, 0, spec, Duration.ZERO);
    }

    private Claim claim(int attempt, int failures, int vanished, int drawn, JobSpec spec, Duration timeLeft) {
        Instant deadline = NOW.plus(MINUTE);
        return new Claim(JOB, attempt, failures, vanished, drawn, sealed.keyPart(), spec, "owner", deadline, timeLeft);
    }

    private static JobSpec spec(int images, boolean retain) {
        return new JobSpec("shapes", 64, 64, 2, 5, "euler", images, Lane.INTERACTIVE, retain, DeliveryMode.TTL, 60);
    }

    private static RetainedPicture retained() {
        return new RetainedPicture(JOB, 0, true, "owner", "shapes", 64, 64, "kid", "jwe", "jwe");
    }

    private record KeyFolder(Path folder) implements KeyConfig {
        @Override
        public Path worker() {
            return folder.resolve("worker");
        }

        @Override
        public Path delivery() {
            return folder.resolve("delivery");
        }

        @Override
        public Path storage() {
            return folder.resolve("storage");
        }

        @Override
        public Duration lookEvery() {
            return Duration.ofDays(1);
        }
    }
}
