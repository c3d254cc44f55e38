package io.darkroom.diffusion.engine;

import static io.darkroom.diffusion.engine.Requests.alone;
import static io.darkroom.diffusion.engine.Requests.drawn;
import static io.darkroom.diffusion.engine.Requests.events;
import static io.darkroom.diffusion.engine.Requests.failure;
import static io.darkroom.diffusion.engine.Requests.model;
import static io.darkroom.diffusion.engine.Requests.order;
import static io.darkroom.diffusion.engine.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.engine.DrawingEvent.Drawn;
import io.darkroom.diffusion.engine.DrawingEvent.Failed;
import io.darkroom.diffusion.engine.DrawingEvent.Preview;
import io.darkroom.diffusion.engine.DrawingEvent.Progress;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.pipeline.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Sharing SHARING = new Sharing(1, 16, 0.1, 1.5, Duration.ZERO);

    private final FaultyDevice device = new FaultyDevice();
    private final Engine engine = new Engine(SHARING, device);

    @AfterEach
    void close() {
        device.letAllPass();
        engine.close();
    }

    @Test
    void drawsThePictureThatTheModelDrawsWithoutIt() {
        Raster expected = alone(request(7));

        try (Drawing drawing = engine.draw(order(7))) {
            assertThat(drawn(drawing, 1).get(0).rgb()).isEqualTo(expected.rgb());
        }
    }

    @Test
    void tellsOfEachPictureOfAnOrderHowFarItIs() {
        Order order = new Order(model(), new Series(request(1), 2), Lane.BULK);

        try (Drawing drawing = engine.draw(order)) {
            List<DrawingEvent> events = events(drawing, 2);

            assertThat(events).contains(new Progress(0, 4, 4), new Progress(1, 4, 4));
            assertThat(events.stream().filter(Drawn.class::isInstance)).hasSize(2);
            assertThat(events.get(0)).isInstanceOf(Progress.class);
        }
    }

    @Test
    void picturesOfSeveralOrdersShareCallsWhateverTheirSettings() {
        device.heldUp();
        List<Drawing> drawings = new ArrayList<>();
        for (String scheduler : List.of("ddim", "euler", "dpm++2m", "euler-a")) {
            PictureRequest request = new PictureRequest("three stars", "", 64, 64, 5, 4, scheduler, 3);
            drawings.add(engine.draw(new Order(model(), new Series(request, 1), Lane.BULK)));
        }

        device.letAllPass();

        drawings.forEach(drawing -> drawn(drawing, 1));
        drawings.forEach(Drawing::close);
        assertThat(device.stepRows()).contains(8);
    }

    @Test
    void refusesAtOnceWhatTheModelCannotDraw() {
        PictureRequest tooWide = new PictureRequest("a canary", "", 65, 64, 4, 5, "ddim", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.draw(new Order(model(), new Series(tooWide, 1), Lane.BULK)))
                .withMessageContaining("width")
                .withMessageNotContaining("canary");
    }

    @Test
    void givesAGlanceAtAPictureWhenAsked() {
        device.heldUp();
        try (Drawing drawing = engine.draw(order(1))) {
            drawing.askForPreview(0);
            device.letAllPass();

            List<DrawingEvent> events = events(drawing, 1);

            assertThat(events.stream().filter(Preview.class::isInstance)).hasSize(1);
        }
    }

    @Test
    void aCancelledPictureLeavesTheOthersAlone() {
        Raster expected = alone(request(2));
        device.heldUp();
        Drawing cancelled = engine.draw(order(1));
        try (Drawing kept = engine.draw(order(2))) {
            device.letPass(2);
            cancelled.cancel();
            device.letAllPass();

            assertThat(drawn(kept, 1).get(0).rgb()).isEqualTo(expected.rgb());
        }
        cancelled.close();
    }

    @Test
    void nothingIsHeardOfACancelledDrawing() throws Exception {
        device.heldUp();
        try (Drawing drawing = engine.draw(order(1))) {
            device.letPass(2);
            drawing.cancel();
            device.letAllPass();

            assertThat(drawing.next(Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void picturesSurviveACallThatFindsNoMemoryAndSmallerOnesAreMade() {
        device.withMemoryForRows(4).heldUp();
        List<Drawing> drawings = orders(6);

        device.letAllPass();

        for (int i = 0; i < drawings.size(); i++) {
            assertThat(drawn(drawings.get(i), 1).get(0).rgb())
                    .isEqualTo(alone(request(i)).rgb());
        }
        assertThat(device.stepRows()).contains(4).allMatch(rows -> rows <= 4);
        drawings.forEach(Drawing::close);
    }

    @Test
    void decodingsThatFindNoMemoryAreMadeOneByOne() {
        device.withMemoryForDecoding(1).heldUp();
        List<Drawing> drawings = orders(4);

        device.letAllPass();

        drawings.forEach(drawing -> assertThat(drawn(drawing, 1)).hasSize(1));
        drawings.forEach(Drawing::close);
    }

    @Test
    void aPictureThatDoesNotFitEvenAloneFails() {
        device.withMemoryForRows(1);

        try (Drawing guided = engine.draw(order(1))) {
            assertThat(failure(guided)).isEqualTo(new Failed(Failure.OUT_OF_MEMORY, "OutOfMemoryError"));
        }
    }

    @Test
    void picturesSurviveACallThatFindsNoMemoryBesideAnother() {
        device.withMemoryForRows(2).heldUp();
        try (Engine two = new Engine(new Sharing(2, 16, 0.1, 1.5, Duration.ZERO), device)) {
            List<Drawing> drawings = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                drawings.add(two.draw(order(i)));
            }
            while (!device.isHoldingUp(2)) {
                Thread.onSpinWait();
            }

            device.letAllPass();

            for (int i = 0; i < drawings.size(); i++) {
                assertThat(drawn(drawings.get(i), 1).get(0).rgb())
                        .isEqualTo(alone(request(i)).rgb());
            }
            drawings.forEach(Drawing::close);
        }
    }

    @Test
    void whatIsKeptForLaterCallsIsGivenBackForWantOfMemory() {
        device.withMemoryForRows(4).heldUp();
        List<Drawing> drawings = orders(6);
        assertThat(device.freed()).isEmpty();

        device.letAllPass();

        drawings.forEach(drawing -> drawn(drawing, 1));
        drawings.forEach(Drawing::close);
        assertThat(device.freed()).contains(model());
    }

    @Test
    void aCallThatFailsEndsOnlyThePictureAtFault() {
        device.failingOn(2).heldUp();
        List<Drawing> drawings = orders(4);

        device.letAllPass();

        assertThat(failure(drawings.get(2))).isEqualTo(new Failed(Failure.CALL_FAILED, "IllegalStateException"));
        for (int i : List.of(0, 1, 3)) {
            assertThat(drawn(drawings.get(i), 1).get(0).rgb())
                    .isEqualTo(alone(request(i)).rgb());
        }
        drawings.forEach(Drawing::close);
    }

    @Test
    void aModelClosedTooEarlyEndsItsOwnPicturesOnly() {
        StableDiffusion closed = StableDiffusion.load(TestModels.folder("shapes"), EngineSettings.defaults());
        closed.close();

        try (Drawing lost = engine.draw(new Order(closed, new Series(request(1), 1), Lane.INTERACTIVE));
                Drawing drawing = engine.draw(order(2))) {
            assertThat(failure(lost).failure()).isEqualTo(Failure.CALL_FAILED);
            assertThat(drawn(drawing, 1)).hasSize(1);
        }
    }

    @Test
    void closingTellsThoseWhosePicturesAreNotDone() {
        device.heldUp();
        Drawing drawing = engine.draw(order(1));
        device.letPass(1);

        Thread closing = new Thread(engine::close);
        closing.start();
        device.letAllPass();

        assertThat(failure(drawing).failure()).isEqualTo(Failure.STOPPED);
        drawing.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> engine.draw(order(2)));
    }

    @Test
    void learnsWhatCallsCostWhileItHasNothingElseToDo() throws Exception {
        try (Engine learning = new Engine(new Sharing(1, 16, 0.1, 1.5, Duration.ofSeconds(5)))) {
            learning.learn(model(), Duration.ofMinutes(1));

            assertThat(learning.costs()).isNotEmpty().allSatisfy(cost -> {
                assertThat(cost.model()).isEqualTo("shapes");
                assertThat(cost.stage()).isEqualTo("step");
                assertThat(cost.seconds()).isPositive();
            });
        }
    }

    @Test
    void ordersInterruptItsLearning() {
        try (Engine learning = new Engine(new Sharing(1, 16, 0.1, 1.5, Duration.ofDays(1)))) {
            Thread learner = new Thread(() -> {
                try {
                    learning.learn(model(), Duration.ofDays(1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            learner.start();

            try (Drawing drawing = learning.draw(order(1))) {
                assertThat(drawn(drawing, 1)).hasSize(1);
            }
        }
    }

    @Test
    void saysHowLongACallHasLastedAndWhoseItIsAndLetsTheOthersGoMeanwhile() {
        device.heldUp();
        Drawing first = engine.draw(order(1));
        Order two = new Order(model(), new Series(request(2), 2), Lane.BULK);
        while (!device.isHoldingUp()) {
            Thread.onSpinWait();
        }
        Drawing waiting = engine.draw(two);

        Duration lasted = first.inCall();
        assertThat(lasted).isPositive();
        assertThat(engine.inCall()).isGreaterThanOrEqualTo(lasted);
        assertThat(waiting.inCall()).isZero();
        waiting.close();

        device.letAllPass();
        first.close();
        assertThat(engine.inCall()).isZero();
    }

    private List<Drawing> orders(int count) {
        List<Drawing> drawings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawings.add(engine.draw(new Order(model(), new Series(request(i), 1), Lane.BULK)));
        }
        return drawings;
    }
}
