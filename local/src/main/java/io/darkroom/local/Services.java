package io.darkroom.local;

import io.darkroom.local.process.LogTail;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
import io.darkroom.local.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The API and the workers of one run: started side by side, waited for, kept running. */
final class Services {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(50);

    private final Processes processes;
    private final Consumer<String> notices;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Member> members = new CopyOnWriteArrayList<>();

    Services(Processes processes, Consumer<String> notices) {
        this.processes = processes;
        this.notices = notices;
    }

    void start(JavaService service) {
        members.add(new Member(service, Supervisor.start(processes, service.launch(), notices)));
    }

    /** Returns once all answer that they are ready; throws as soon as one of them, or a store, is lost. */
    void awaitReady(CompletableFuture<LocalFailure> lost) {
        List<Member> waitedFor = new ArrayList<>(members);
        await(lost, () -> {
            waitedFor.removeIf(this::isReady);
            return waitedFor.isEmpty();
        });
    }

    /** The same for any other condition; what is late is named after the last member started. */
    void await(CompletableFuture<LocalFailure> lost, Condition condition) {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!condition.holds()) {
            if (lost.isDone()) {
                throw lost.join();
            }
            members.forEach(Services::mustLive);
            if (System.nanoTime() > end) {
                throw late();
            }
            pause();
        }
    }

    private static void mustLive(Member member) {
        ServiceProcess process = member.supervisor().current();
        if (!process.isAlive()) {
            throw new LocalFailure(process.obituary());
        }
    }

    private LocalFailure late() {
        ServiceProcess process = members.stream()
                .filter(member -> !isReady(member))
                .findFirst()
                .orElse(members.get(members.size() - 1))
                .supervisor()
                .current();
        return new LocalFailure(
                LogTail.after(process.name() + " is not ready after " + READY_LIMIT.toSeconds() + " s", process.log()));
    }

    private boolean isReady(Member member) {
        URI health = URI.create("http://127.0.0.1:" + member.service().managementPort() + "/q/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", stopped);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", stopped);
        }
    }

    /** From now on whoever ends is started again. */
    void trust() {
        members.forEach(member -> member.supervisor().trust());
    }

    List<URI> managementUrls() {
        return members.stream()
                .map(member -> URI.create("http://127.0.0.1:" + member.service().managementPort()))
                .toList();
    }

    /** Process ids of the members whose name begins with {@code prefix}. */
    List<Long> pids(String prefix) {
        return members.stream()
                .map(member -> member.supervisor().current())
                .filter(process -> process.name().startsWith(prefix) && process.isAlive())
                .map(ServiceProcess::pid)
                .toList();
    }

    /** Stops all at once and returns when they are gone. */
    void stop() {
        members.parallelStream().forEach(member -> member.supervisor().stop());
    }

    /** Asked again and again. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    private record Member(JavaService service, Supervisor supervisor) {}
}
