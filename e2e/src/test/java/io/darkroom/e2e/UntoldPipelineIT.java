package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sealed job starts from is for its worker to find out; the model may not draw so. */
class UntoldPipelineIT {
    /** It draws within masks and in no other way. */
    private static final Path MODEL = ProjectTree.root().resolve("diffusion/src/test/resources/models/sd1-inpaint");

    @TempDir
    Path models;

    @Test
    void aSealedJobThatItsModelDoesNotDrawFailsAndIsForgotten() throws IOException {
        Path link = Files.createSymbolicLink(models.resolve("sd1-inpaint"), MODEL);
        try (RunningSystem system = RunningSystem.start(settings -> settings.models(models));
                Redis redis = system.redis()) {
            Client client = system.client();
            SealingClient sealing = new SealingClient(client);
            String job = SealingClient.id();

            sealing.put(job, sealing.seal(job, sealing.withResultKey(Map.of("prompt", "a fox"))), "retain", true);

            JsonNode end = client.ended(job);
            assertThat(end.path("state").asText()).isEqualTo("failed");
            assertThat(end.path("error").path("code").asText()).isEqualTo("pipeline_not_supported");
            assertThat(redis.has("key:" + job)).isFalse();
        } finally {
            Files.delete(link);
        }
    }
}
