package io.darkroom.diffusion.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of about the same size, loaded for real. */
class ModelShelfTest {
    private static final Path MODELS = Path.of(System.getProperty("basedir", "."), "src/test/resources/models");
    private static final String A = "sd1-optimum";
    private static final String B = "sd1-inpaint";
    private static final String C = "lcm";
    private static final long ONE = Stream.of(A, B, C)
            .mapToLong(name -> ModelShelf.sizeOf(MODELS.resolve(name)))
            .max()
            .orElseThrow();
    private static final long TWO = 2 * ONE;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountingLoader loader = new CountingLoader();
    private final List<ModelShelf> shelves = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        shelves.forEach(ModelShelf::close);
    }

    private ModelShelf shelf(long budgetBytes, Duration patience) {
        List<Path> folders = Stream.of(A, B, C).map(MODELS::resolve).toList();
        ModelShelf shelf =
                new ModelShelf(folders, new ShelfSettings(budgetBytes, patience, new EngineSettings(1)), loader);
        shelves.add(shelf);
        return shelf;
    }

    private static void use(ModelShelf shelf, String model) {
        shelf.lease(model).close();
    }

    private static void draw(StableDiffusion model) {
        PictureRequest request = new PictureRequest("a red circle", "", 64, 64, 4, 1, "euler", 1);
        try (Picture picture = model.begin(request, 1).get(0)) {
            model.step(List.of(picture));
            assertThat(picture.step()).isOne();
        }
    }

    @Test
    void loadsAModelWhenItIsFirstAskedFor() {
        ModelShelf shelf = shelf(Long.MAX_VALUE, LONG);
        assertThat(shelf.names()).containsExactly(C, B, A);
        assertThat(shelf.loaded()).isEmpty();

        try (ModelLease lease = shelf.lease(A)) {
            draw(lease.model());
        }

        assertThat(shelf.loaded()).containsExactly(A);
    }

    @Test
    void keepsAModelWhileThereIsRoom() {
        ModelShelf shelf = shelf(TWO, LONG);

        for (String model : new String[] {A, B, A, B}) {
            use(shelf, model);
        }

        assertThat(loader.loaded()).containsExactly(A, B);
        assertThat(shelf.loaded()).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void unloadsTheLeastRecentlyUsed() {
        ModelShelf shelf = shelf(TWO, LONG);

        for (String model : new String[] {A, B, A, C}) {
            use(shelf, model);
        }

        assertThat(shelf.loaded()).containsExactlyInAnyOrder(A, C);
    }

    @Test
    void neverUnloadsAModelInUse() {
        ModelShelf shelf = shelf(TWO, LONG);

        try (ModelLease old = shelf.lease(A)) {
            use(shelf, B);
            use(shelf, C);

            assertThat(shelf.loaded()).containsExactlyInAnyOrder(A, C);
            draw(old.model());
        }
    }

    @Test
    void countsALeaseOnceHoweverOftenItIsClosed() {
        ModelShelf shelf = shelf(ONE, Duration.ZERO);
        ModelLease closed = shelf.lease(A);
        ModelLease open = shelf.lease(A);

        closed.close();
        closed.close();

        assertThatExceptionOfType(LeaseException.class).isThrownBy(() -> shelf.lease(C));
        draw(open.model());
        assertThatIllegalStateException().isThrownBy(closed::model).withMessage("the lease is closed");
        open.close();
    }

    @Test
    void knowsWhatAnUnloadedModelOffers() {
        ModelShelf shelf = shelf(ONE, LONG);
        ModelDescription first = shelf.describe(A);
        use(shelf, C);

        ModelDescription again = shelf.describe(A);

        assertThat(again).isEqualTo(first);
        assertThat(loader.loaded()).containsExactly(A, C);
    }

    @Test
    void loadsOnceForAllWhoAskAtOnce() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        CountDownLatch gate = loader.holdUp(A);
        List<Asking> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(new Asking(shelf, A));
        }
        loader.awaitBeginOf(A);

        gate.countDown();

        List<StableDiffusion> models = new ArrayList<>();
        for (Asking one : all) {
            models.add(one.answer().model());
        }
        assertThat(models).hasSize(5).containsOnly(models.get(0));
        assertThat(loader.loaded()).containsExactly(A);
    }

    @Test
    void aLoadHoldsUpNobodyWhoAsksForALoadedModel() throws Exception {
        ModelShelf shelf = shelf(TWO, LONG);
        use(shelf, A);
        CountDownLatch gate = loader.holdUp(C);
        Asking loading = new Asking(shelf, C);
        loader.awaitBeginOf(C);

        try (ModelLease lease = shelf.lease(A)) {
            draw(lease.model());
        }

        gate.countDown();
        draw(loading.answer().model());
    }

    @Test
    void waitsUntilAModelIsNoLongerInUse() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        ModelLease held = shelf.lease(A);
        Asking other = new Asking(shelf, C).waits();

        held.close();

        draw(other.answer().model());
        assertThat(shelf.loaded()).containsExactly(C);
    }

    @Test
    void takesWhicheverModelBecomesIdleFirst() throws Exception {
        ModelShelf shelf = shelf(TWO, LONG);
        ModelLease older = shelf.lease(A);
        ModelLease younger = shelf.lease(B);
        Asking other = new Asking(shelf, C).waits();

        younger.close();

        other.answer().close();
        assertThat(shelf.loaded()).containsExactlyInAnyOrder(A, C);
        older.close();
    }

    @Test
    void refusesWhenNothingLeavesInTimeAndLendsAsBefore() {
        ModelShelf shelf = shelf(ONE, Duration.ofMillis(20));

        try (ModelLease held = shelf.lease(A)) {
            assertThatExceptionOfType(LeaseException.class)
                    .isThrownBy(() -> shelf.lease(C))
                    .withMessage("there is no room: the models that are loaded were in use for too long");

            try (ModelLease second = shelf.lease(A)) {
                assertThat(second.model()).isSameAs(held.model());
            }
        }
        use(shelf, C);
    }

    @Test
    void aBusyModelDoesNotKeepOutARareOne() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        ModelLease busy = shelf.lease(A);
        Asking rare = new Asking(shelf, C).waits();
        Asking busyAgain = new Asking(shelf, A).waits();

        busy.close();
        ModelLease served = rare.answer();
        busyAgain.waits();
        served.close();
        busyAgain.answer().close();

        assertThat(loader.loaded()).containsExactly(A, C, A);
    }

    @Test
    void refusesAModelLargerThanTheBudget() {
        ModelShelf shelf = shelf(ONE - 1, LONG);

        assertThatExceptionOfType(LeaseException.class)
                .isThrownBy(() -> Stream.of(A, B, C).forEach(model -> use(shelf, model)))
                .withMessage("it takes " + ONE + " bytes, and all models together may take " + (ONE - 1));
    }

    @Test
    void afterAFailedLoadAnotherModelIsLoaded() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        ModelShelf shelf = new ModelShelf(
                List.of(broken, MODELS.resolve(A)), new ShelfSettings(ONE, LONG, new EngineSettings(1)), loader);
        shelves.add(shelf);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> shelf.lease("broken"))
                .withMessageStartingWith("model_index.json: is missing");

        use(shelf, A);
        assertThat(shelf.loaded()).containsExactly(A);
    }

    @Test
    void whenClosedRefusesThoseWhoWaitAndUnloadsModelsWithTheirLastLease() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        ModelLease held = shelf.lease(A);
        Asking waiting = new Asking(shelf, C).waits();

        shelf.close();

        assertThatExceptionOfType(LeaseException.class)
                .isThrownBy(waiting::answer)
                .withMessage("the shelf is closed");
        assertThatExceptionOfType(LeaseException.class).isThrownBy(() -> shelf.lease(A));
        StableDiffusion model = held.model();
        draw(model);
        held.close();
        assertThat(shelf.loaded()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> draw(model)).withMessage("the model is closed");
    }

    @Test
    void aModelThatIsLoadedTooLateIsClosedAgain() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        CountDownLatch gate = loader.holdUp(A);
        Asking late = new Asking(shelf, A);
        loader.awaitBeginOf(A);

        shelf.close();
        gate.countDown();

        assertThatExceptionOfType(LeaseException.class).isThrownBy(late::answer);
        assertThat(shelf.loaded()).isEmpty();
    }

    @Test
    void endsTheWaitingOfAnInterruptedThread() throws Exception {
        ModelShelf shelf = shelf(ONE, LONG);
        try (ModelLease held = shelf.lease(A)) {
            Asking waiting = new Asking(shelf, C).waits();

            waiting.interrupt();

            assertThatExceptionOfType(LeaseException.class)
                    .isThrownBy(waiting::answer)
                    .withMessage("interrupted");
            draw(held.model());
        }
    }

    @Test
    void refusesNamesThatAreNotOnTheShelfOrTwice() {
        ModelShelf shelf = shelf(ONE, LONG);
        ShelfSettings settings = new ShelfSettings(1, Duration.ZERO, EngineSettings.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> shelf.lease("none"))
                .withMessage("model must be one of [lcm, sd1-inpaint, sd1-optimum]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelShelf(List.of(Path.of("a/x"), Path.of("b/x")), settings))
                .withMessage("folders must have different names, two are called x");
    }
}
