package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.SessionSettings;
import io.darkroom.diffusion.onnx.Unet;
import io.darkroom.diffusion.onnx.VaeDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are cancelled, in the midst of them or before; graphs that never end by themselves show which. */
class CancellationTest {
    private static final ModelFolder MODEL = ModelFolder.read(DemoModel.folder());

    private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        elsewhere.shutdown();
    }

    @Test
    void endsAStepInTheMidstOfTheUnet() throws Exception {
        try (Unet unet = endlessUnet();
                Picture picture = DemoModel.begin(DemoModel.request(1))) {
            Denoising denoising = new Denoising(unet);

            assertIsCancelledUnderWay(() -> denoising.step(List.of(picture), cancellation));

            assertThat(picture.step()).isZero();
        }
    }

    @Test
    void endsADecodingInTheMidstOfTheDecoder() throws Exception {
        try (VaeDecoder decoder = endlessDecoder()) {
            Development development = new Development(decoder, MODEL.vae());

            assertIsCancelledUnderWay(() -> development.develop(List.of(new float[4 * 8 * 8]), 8, 8, cancellation));
        }
    }

    @Test
    void aPictureSteppedOnAfterACancelIsThePictureOfItsSeed() throws Exception {
        float[] undisturbed = DemoModel.latent(DemoModel.request(2));
        try (Unet unet = endlessUnet();
                Picture picture = DemoModel.begin(DemoModel.request(2))) {
            DemoModel.loaded().step(List.of(picture));
            assertIsCancelledUnderWay(() -> new Denoising(unet).step(List.of(picture), cancellation));

            DemoModel.finish(List.of(picture));

            assertThat(picture.latent()).containsExactly(undisturbed);
        }
    }

    @Test
    void onceCancelledNothingBegins() {
        cancellation.cancel();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> DemoModel.loaded().begin(List.of(new Series(DemoModel.request(3), 1)), cancellation));
        try (Picture picture = DemoModel.begin(DemoModel.request(3))) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> DemoModel.loaded().step(List.of(picture), cancellation));
            assertThat(picture.step()).isZero();

            DemoModel.finish(List.of(picture));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> DemoModel.loaded().decode(picture, cancellation));
        }
    }

    @Test
    void callsThatEndedByThemselvesAreNotTouched() {
        try (Picture picture = DemoModel.begin(DemoModel.request(4))) {
            DemoModel.loaded().step(List.of(picture), cancellation);

            cancellation.cancel();

            assertThat(picture.step()).isOne();
        }
    }

    private void assertIsCancelledUnderWay(ThrowingCallable call) throws Exception {
        Future<?> result = elsewhere.submit(() -> {
            try {
                call.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        });
        // Most probably the graph runs by then; if not, the cancel comes before it and must be obeyed too.
        Thread.sleep(100);
        assertThat(result).isNotDone();

        cancellation.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> result.get(1, TimeUnit.MINUTES))
                .withCauseInstanceOf(CancellationException.class);
    }

    private Unet endlessUnet() throws Exception {
        TinyGraph graph = TinyGraph.endless("sample", "out_sample")
                .input("timestep", TinyGraph.FLOAT, TinyGraph.ANY)
                .input("encoder_hidden_states", TinyGraph.FLOAT, TinyGraph.ANY, TinyGraph.ANY, 128);
        return Unet.open(with(Unet.FILE, graph), MODEL.unet(), MODEL.tokens(), SessionSettings.onCpu(1));
    }

    private VaeDecoder endlessDecoder() throws Exception {
        return VaeDecoder.open(
                with(VaeDecoder.FILE, TinyGraph.endless("latent_sample", "sample")),
                MODEL.vae(),
                SessionSettings.onCpu(1));
    }

    private Path with(String file, TinyGraph graph) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        graph.write(path);
        return folder;
    }
}
