package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Pictures drawn together or side by side are the pictures drawn alone. */
class SharedStepTest {
    /**
     * Of values of about 1. They are bit-equal on x86-64; kernels of other processors may choose another order of adding
     * up for another batch. A row that got into the wrong picture is off by about 1.
     */
    private static final float TOLERANCE = 1e-5f;

    private static final List<PictureRequest> REQUESTS = List.of(
            DemoModel.request("a red circle on a blue background", 64, 96, 4, 5, "ddim", 1),
            DemoModel.request("three yellow stars", 64, 96, 5, 1, "euler", 2),
            DemoModel.request("a green ring", 64, 96, 6, 7.5f, "dpm++2m", 3),
            DemoModel.request("a black heart", 64, 96, 7, 3, "euler", 4));

    @Test
    void picturesAtDifferentStepsOfDifferentSchedulersAndGuidanceAreTheSameAsAlone() {
        List<float[]> alone = REQUESTS.stream().map(DemoModel::latent).toList();

        List<float[]> together = drawTogether();

        for (int i = 0; i < REQUESTS.size(); i++) {
            assertThat(together.get(i)).containsExactly(alone.get(i), within(TOLERANCE));
        }
    }

    /** The first picture is one step ahead of the second when that joins, and so on; who is finished leaves. */
    private static List<float[]> drawTogether() {
        List<Picture> all = REQUESTS.stream().map(DemoModel::begin).toList();
        List<Picture> waiting = new ArrayList<>(all);
        List<Picture> sharing = new ArrayList<>();
        while (!waiting.isEmpty() || !sharing.isEmpty()) {
            if (!waiting.isEmpty()) {
                sharing.add(waiting.remove(0));
            }
            DemoModel.loaded().step(sharing);
            sharing.removeIf(Picture::isFinished);
        }
        List<float[]> latents =
                all.stream().map(picture -> picture.latent().clone()).toList();
        all.forEach(Picture::close);
        return latents;
    }

    @Test
    void picturesOfOneJobAreThoseOfTheirOwnSeeds() {
        List<Picture> pictures = DemoModel.loaded().begin(DemoModel.request(41), 3);
        DemoModel.finish(pictures);

        List<float[]> alone = List.of(
                DemoModel.latent(DemoModel.request(41)),
                DemoModel.latent(DemoModel.request(42)),
                DemoModel.latent(DemoModel.request(43)));

        for (int i = 0; i < pictures.size(); i++) {
            assertThat(pictures.get(i).seed()).isEqualTo(41 + i);
            assertThat(pictures.get(i).latent()).containsExactly(alone.get(i), within(TOLERANCE));
        }
        pictures.forEach(Picture::close);
    }

    @Test
    void threadsThatDrawAtTheSameTimeDoNotDisturbOneAnother() throws Exception {
        List<float[]> alone = REQUESTS.stream().map(DemoModel::latent).toList();
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS.size());
        try {
            List<Future<float[]>> drawn = REQUESTS.stream()
                    .map(request -> threads.submit(() -> DemoModel.latent(request)))
                    .toList();

            for (int i = 0; i < drawn.size(); i++) {
                assertThat(drawn.get(i).get()).containsExactly(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
