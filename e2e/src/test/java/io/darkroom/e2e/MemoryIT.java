package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.canary.Places;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.audit.job.HeldRequest;
import io.darkroom.local.audit.job.PictureCanary;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.place.HeapPlace;
import io.darkroom.local.audit.search.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the memory of the parts, and that none of it is dumped to a disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryIT {
    private final RunningSystem system = RunningSystem.withSlots(1);
    private final Client client = system.client();
    private final SealingClient sealing = new SealingClient(client);
    private final List<Canary> canaries = new ArrayList<>();

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void theApiHoldsNothingOfJobsThatTheirClientsSealed() {
        String drawn = sealing.drawn(document("drawn"), "steps", 2, "width", 64, "height", 64);
        String kept = sealing.drawn(document("kept"), "steps", 2, "width", 64, "height", 64, "retain", true);
        remember("picture", sealing.picture(drawn, 0));
        remember("picture that is kept", sealing.picture(kept, 0));
        String damaged = SealingClient.id();
        sealing.put(damaged, sealing.seal(damaged, "{\"prompt\": \"" + word("damaged")));
        client.ended(damaged);
        String deleted = SealingClient.id();
        sealing.put(deleted, sealing.seal(deleted, sealing.withResultKey(document("deleted"))), "steps", 150);
        client.delete("/v1/jobs/" + deleted);

        List<Find> finds = inTheHeapOfTheApi(canaries);

        assertThat(finds).isEmpty();
    }

    /** The same search, for what is there: the API reads what is sent to it in clear. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ☂"})
    void theSearchFindsAPromptThatTheApiHasRead(String unusual) {
        String prompt = "kanari" + UUID.randomUUID() + unusual;

        Until.holds("it is found before it is written over", () -> {
            client.drawn(Jobs.of("steps", 1, "prompt", prompt));
            return !inTheHeapOfTheApi(List.of(Canary.ofText("in clear", prompt)))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker-1", "redis", "postgres"})
    void noPartLeavesACoreDump(String part) throws IOException {
        Path limits = Path.of("/proc", Long.toString(system.process(part).pid()), "limits");

        List<String> lines = Files.readAllLines(limits);

        assertThat(lines).anyMatch(line -> line.matches("Max core file size +0 +0 .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker-1"})
    void noServiceLeavesAHeapDumpWhateverTheEnvironmentSays(String part) {
        List<String> arguments = List.of(system.process(part).info().arguments().orElseThrow());

        assertThat(arguments).contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
    }

    private List<Find> inTheHeapOfTheApi(List<Canary> wanted) {
        HeldRequest plant =
                new HeldRequest(system.cluster().url(), system.cluster().apiKey());
        HeapPlace heap = new HeapPlace(system.cluster().apiPid(), plant);
        return Places.search(List.of(heap), wanted);
    }

    private Map<String, Object> document(String kind) {
        byte[] picture = Pictures.noise(64, 64, kind.hashCode());
        canaries.add(PictureCanary.ofFile("picture sent, " + kind, picture));
        Map<String, Object> document = new TreeMap<>();
        document.put("prompt", word("prompt, " + kind));
        document.put("negative_prompt", word("negative prompt, " + kind));
        document.put("init_image", Pictures.base64(picture));
        return document;
    }

    private void remember(String kind, byte[] picture) {
        canaries.add(PictureCanary.ofFile(kind, picture));
    }

    private String word(String kind) {
        String word = "kanari" + UUID.randomUUID() + " ☂";
        canaries.add(Canary.ofText(kind, word));
        return word;
    }
}
