package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every scheduler must satisfy, whatever the paper says. */
abstract class SchedulerContract {
    private static final int TRAIN_STEPS = 1000;
    private static final float TIMESTEP_ROUNDING = 1e-3f;

    /** The scheduler under test, with the settings of {@code config}. */
    abstract Scheduler scheduler(SchedulerConfig config);

    /** What the scheduler may draw: nothing, unless it is stochastic. */
    NoiseSource noise() {
        return StandInUnet.NO_NOISE;
    }

    /** The most steps it can do with the offset of Stable Diffusion 1.x. */
    int mostSteps() {
        return 998;
    }

    /** The keys that it does not know, of those that most know. */
    Set<String> unknownKeys() {
        return Set.of();
    }

    /** Whether it knows what to do with a model that predicts the sample. */
    boolean takesSample() {
        return true;
    }

    /** How far from a sure sample it ends, for those that leave a little noise. */
    float noiseLeft() {
        return 1e-5f;
    }

    private float[] denoise(Scheduler.Trajectory run) {
        return StandInUnet.denoise(run, noise());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 50, 333, 998})
    void visitsTrainedTimestepsFromNoisyToClean(int steps) {
        if (steps > mostSteps()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scheduler(Config.of(Config.SD1)).plan(steps))
                    .withMessageContaining("steps");
            return;
        }
        for (String spacing : new String[] {"leading", "linspace", "trailing"}) {
            var run = scheduler(Config.sd1With("{'timestep_spacing': '" + spacing + "'}"))
                    .plan(steps);

            assertThat(run.size()).isGreaterThanOrEqualTo(steps);
            float before = TRAIN_STEPS - 0.5f;
            for (int i = 0; i < run.size(); i++) {
                assertThat(run.timestep(i)).as(spacing + ", timestep " + i).isBetween(0f, before);
                before = run.timestep(i) + TIMESTEP_ROUNDING;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void refusesAStepCountOutsideTheTrainingRange(int steps) {
        Scheduler scheduler = scheduler(Config.of(Config.SD1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.plan(steps))
                .withMessageStartingWith("steps must be 1..")
                .withMessageEndingWith("was " + steps);
    }

    @Test
    void refusesToStartPastTheTrainedTimesteps() {
        if (unknownKeys().contains("steps_offset")) {
            assertIgnored("steps_offset", "300");
            return;
        }
        Scheduler scheduler = scheduler(Config.sd1With("{'steps_offset': 300}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.plan(20))
                .withMessageStartingWith("steps must be fewer than 20 with steps_offset 300");
    }

    @ParameterizedTest
    @CsvSource({"leading, 1", "leading, 12", "linspace, 12", "trailing, 1", "trailing, 40"})
    void endsAtTheSampleThatTheModelIsSureOf(String spacing, int steps) {
        if (!takesSample()) {
            assertRefused("prediction_type", "'sample'");
            return;
        }
        var run = scheduler(Config.sd1With("{'prediction_type': 'sample', 'set_alpha_to_one': true, "
                        + "'timestep_spacing': '" + spacing + "'}"))
                .plan(steps);
        float[] latent = StandInUnet.start(run);
        float[] sure = new float[latent.length];
        Arrays.fill(sure, 0.25f);

        for (int i = 0; i < run.size(); i++) {
            run.step(i, sure, latent, noise());
        }

        for (float value : latent) {
            assertThat(value).isCloseTo(0.25f, within(noiseLeft()));
        }
    }

    @Test
    void startsInTheMiddleWhereANoisedSampleIs() {
        for (int skipped = 0; skipped < 6; skipped++) {
            var run = scheduler(Config.of(Config.SD1)).plan(6);
            float[] latent = StandInUnet.start(run);
            int start = run.startAfter(skipped);

            run.addNoise(start, latent, latent.clone(), latent);
            for (int i = start; i < run.size(); i++) {
                StandInUnet.step(run, i, latent, noise());
            }

            for (float value : latent) {
                assertThat(value).as("skipping " + skipped).isFinite();
            }
        }
    }

    @Test
    void addsTheNoiseWhoseVarianceTheModelIsFed() {
        var run = scheduler(Config.of(Config.SD1)).plan(6);
        for (int skipped = 0; skipped < 6; skipped++) {
            int i = run.startAfter(skipped);
            float[] signal = new float[1];
            float[] added = new float[1];
            run.addNoise(i, new float[] {1}, new float[] {0}, signal);
            run.addNoise(i, new float[] {0}, new float[] {1}, added);

            float[] fedSignal = new float[1];
            float[] fedNoise = new float[1];
            run.scaleModelInput(i, signal, fedSignal);
            run.scaleModelInput(i, added, fedNoise);

            assertThat(fedSignal[0] * fedSignal[0] + fedNoise[0] * fedNoise[0]).isCloseTo(1f, within(1e-5f));
        }
    }

    @Test
    void remembersNothingOfAPictureThatIsErased() {
        var run = scheduler(Config.of(Config.SD1)).plan(6);
        float[] marked = new float[64];
        Arrays.fill(marked, Float.NaN);
        for (int i = 0; i < 4; i++) {
            run.step(i, marked.clone(), marked.clone(), out -> Arrays.fill(out, Float.NaN));
        }

        run.erase();

        assertThat(Reachable.floatsOf(run)).noneMatch(value -> value.isNaN());
    }

    @Test
    void startsFromNoiseOfTheVarianceThatTheModelIsFed() {
        var run = scheduler(Config.of(Config.SD1)).plan(20);
        float[] latent = {run.initialNoiseScale()};
        float[] input = new float[1];

        run.scaleModelInput(0, latent, input);

        assertThat(input[0]).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void leavesTheLatentAloneThatItScales() {
        var run = scheduler(Config.of(Config.SD1)).plan(5);
        float[] latent = StandInUnet.start(run);
        float[] before = latent.clone();

        run.scaleModelInput(0, latent, new float[latent.length]);

        assertThat(latent).containsExactly(before);
    }

    @Test
    void leavesThePredictionAloneThatItIsGiven() {
        var run = scheduler(Config.of(Config.SD1)).plan(5);
        float[] latent = StandInUnet.start(run);
        float[] predicted = latent.clone();
        float[] before = predicted.clone();

        for (int i = 0; i < run.size(); i++) {
            run.step(i, predicted, latent, noise());
        }

        assertThat(predicted).containsExactly(before);
    }

    @Test
    void twoRunsOfOneSchedulerDoNotDisturbEachOther() {
        Scheduler scheduler = scheduler(Config.of(Config.SD1));
        float[] alone = denoise(scheduler.plan(5));

        var run = scheduler.plan(5);
        var other = scheduler.plan(9);
        float[] latent = StandInUnet.start(run);
        float[] otherLatent = StandInUnet.start(other);
        for (int i = 0; i < run.size(); i++) {
            StandInUnet.step(other, i, otherLatent, noise());
            StandInUnet.step(run, i, latent, noise());
        }

        assertThat(latent).containsExactly(alone);
    }

    @Test
    void treatsEachValueByItself() {
        float[] together = denoise(scheduler(Config.of(Config.SD1)).plan(6));

        var run = scheduler(Config.of(Config.SD1)).plan(6);
        float[] last = {StandInUnet.start(run)[63]};
        for (int i = 0; i < run.size(); i++) {
            StandInUnet.step(run, i, last, noise());
        }

        assertThat(last[0]).isEqualTo(together[63]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            num_train_timesteps    ; 0
            num_train_timesteps    ; 1e3
            num_train_timesteps    ; '1000'
            num_train_timesteps    ; 18446744073709552616
            beta_schedule          ; 'sigmoid'
            beta_schedule          ; 3
            beta_start             ; -0.1
            beta_start             ; '0.1'
            beta_end               ; 1
            trained_betas          ; 0.1
            trained_betas          ; [0.1, 0.2]
            trained_betas          ; ['0.1']
            prediction_type        ; 'flow_prediction'
            timestep_spacing       ; 'uneven'
            steps_offset           ; -1
            steps_offset           ; 1000
            rescale_betas_zero_snr ; 'yes'
            """, quoteCharacter = '`')
    void refusesAValueThatItDoesNotSupportByItsKey(String key, String value) {
        if (unknownKeys().contains(key)) {
            assertIgnored(key, value);
        } else {
            assertRefused(key, value);
        }
    }

    @Test
    void refusesTrainedBetasOutsideTheirRange() {
        SchedulerConfig config = Config.sd1With("{'num_train_timesteps': 2, 'trained_betas': [0.1, 1]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(config))
                .withMessageStartingWith("trained_betas must be ");
    }

    @Test
    void ignoresKeysThatItDoesNotKnow() {
        var plain = scheduler(Config.of(Config.SD1)).plan(4);

        var run = scheduler(Config.sd1With("{'_class_name': 'Unheard', 'skip_prk_steps': true, 'x': {'y': []}}"))
                .plan(4);

        assertThat(denoise(run)).containsExactly(denoise(plain));
    }

    @Test
    void takesItsDefaultForANull() {
        var plain = scheduler(Config.of("{}")).plan(4);

        var run = scheduler(Config.of("{'beta_start': null, 'beta_schedule': null, 'prediction_type': null, "
                        + "'trained_betas': null, 'timestep_spacing': null, 'steps_offset': null, "
                        + "'num_train_timesteps': null, 'clip_sample': null}"))
                .plan(4);

        assertThat(denoise(run)).containsExactly(denoise(plain));
    }

    /** Fails unless the scheduler refuses {@code value} for {@code key}, and says for which. */
    void assertRefused(String key, String value) {
        SchedulerConfig config = Config.sd1With("{'" + key + "': " + value + "}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(config))
                .withMessageStartingWith(key + " must be ");
    }

    /** Fails unless the scheduler draws with {@code value} for {@code key} as it does without. */
    private void assertIgnored(String key, String value) {
        var plain = scheduler(Config.of(Config.SD1)).plan(20);

        var run = scheduler(Config.sd1With("{'" + key + "': " + value + "}")).plan(20);

        assertThat(denoise(run)).containsExactly(denoise(plain));
    }
}
