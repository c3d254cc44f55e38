package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with real servers and {@link StubService stubs} of the API and the worker. */
class LocalClusterIT {
    @TempDir
    Path home;

    @BeforeEach
    void installStubs() throws IOException {
        StubService.installIn(home);
        Files.createDirectories(home.resolve(".darkroom"));
        Files.createSymbolicLink(
                home.resolve(".darkroom").resolve("parts"),
                Files.createDirectories(Path.of("target", "parts").toAbsolutePath()));
    }

    @AfterEach
    void unlinkParts() throws IOException {
        Files.delete(home.resolve(".darkroom").resolve("parts"));
    }

    @Test
    void leavesNoProcessWhenItIsClosed() {
        LocalCluster cluster = LocalCluster.start(settings().workers(2).build());
        List<ProcessHandle> children = children(cluster);

        cluster.close();

        assertThat(children).hasSize(5).noneMatch(ProcessHandle::isAlive);
        assertThat(cluster.ended()).isCancelled();
    }

    @Test
    void startsAWorkerAgainThatWasKilled() throws Exception {
        List<String> notices = new CopyOnWriteArrayList<>();
        try (LocalCluster cluster =
                LocalCluster.start(settings().notices(notices::add).build())) {
            long killed = cluster.workerPids().get(0);

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            until(() -> cluster.workerPids().stream().anyMatch(pid -> pid != killed));
            assertThat(notices).anyMatch(notice -> notice.startsWith("worker-1 ended with exit code 137"));
        }
    }

    @Test
    void saysAtOnceWhyAWorkerDoesNotStart() {
        LocalSettings broken = settings().workerProperty("stub.broken", "true").build();

        assertThatExceptionOfType(LocalFailure.class)
                .isThrownBy(() -> LocalCluster.start(broken))
                .withMessageContaining("worker-1 ended by itself with exit code 1")
                .withMessageContaining("worker-1.log")
                .withMessageContaining("darkroom.stub is not configured");
    }

    @Test
    void endsWhenRedisIsLost() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(settings().build())) {
            children(cluster).stream()
                    .filter(child -> child.info().command().orElse("").endsWith("redis-server"))
                    .forEach(ProcessHandle::destroyForcibly);

            LocalFailure reason = cluster.ended().get(20, TimeUnit.SECONDS);

            assertThat(reason).hasMessageContaining("redis ended by itself");
        }
    }

    @Test
    void twoRunsAtTheSameTimeHaveADataFolderEach() {
        try (LocalCluster one = LocalCluster.start(settings().build());
                LocalCluster other = LocalCluster.start(settings().build())) {
            assertThat(one.dataFolder().path()).hasFileName("data");
            assertThat(other.dataFolder().path()).hasFileName("data-2");
        }
    }

    @Test
    void aSecondStartFindsWhatTheFirstMade() {
        Path data = home.resolve("kept");
        LocalSettings settings = settings().data(data).firstApiKey(true).build();
        try (LocalCluster first = LocalCluster.start(settings)) {
            assertThat(first.firstApiKey()).contains(first.apiKey());
        }

        try (LocalCluster second = LocalCluster.start(settings)) {
            assertThat(second.firstApiKey()).isEmpty();
        }
    }

    @Test
    void drawSavesThePicturesAndPrintsTheirPaths() throws Exception {
        Path out = home.resolve("fox.png");
        Process draw = launcher("draw", "-", "--out", out.toString());
        draw.outputWriter().append("a fox").close();

        List<String> printed = draw.inputReader().lines().toList();

        assertThat(draw.waitFor()).isZero();
        assertThat(printed)
                .containsExactly(
                        home.resolve("fox-0.png").toString(),
                        home.resolve("fox-1.png").toString());
        assertThat(home.resolve("fox-1.png")).hasSize(2);
        assertThat(home).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void nothingOutlivesALauncherThatIsKilledAndTheNextOneStarts() throws Exception {
        Path ready = home.resolve("ready.json");
        Process up = launcher("up", "--port", "0", "--ready-file", ready.toString());
        until(() -> Files.exists(ready));
        List<ProcessHandle> descendants = up.descendants().toList();

        up.destroyForcibly().waitFor();

        until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(descendants).hasSizeGreaterThanOrEqualTo(5);
        LocalCluster.start(settings().build()).close();
    }

    @Test
    void aSignalStopsUpAndRemovesTheReadyFile() throws Exception {
        Path ready = home.resolve("ready.json");
        Process up = launcher("up", "--port", "0", "--ready-file", ready.toString());
        until(() -> Files.exists(ready));
        List<ProcessHandle> descendants = up.descendants().toList();

        up.destroy();

        assertThat(up.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ready).doesNotExist();
        until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
    }

    private LocalSettings.Builder settings() {
        return LocalSettings.of(home);
    }

    private Process launcher(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddarkroom.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Darkroom.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(new File("/dev/null")).start();
    }

    private static List<ProcessHandle> children(LocalCluster cluster) {
        Path run = cluster.dataFolder().path().resolve("run");
        try (Stream<Path> notes = Files.list(run)) {
            return notes.map(LocalClusterIT::process).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle process(Path note) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(note).split(" ", 2)[0]))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within a minute").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
