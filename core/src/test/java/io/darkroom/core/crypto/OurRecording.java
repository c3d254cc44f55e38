package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Makes {@code interop/}'s keys, and a picture and a seed sealed by Darkroom, for other libraries to open: run once, before
 * {@code e2e/src/test/interop/record.py}. The argument is the folder, which must be there.
 */
final class OurRecording {
    private static final JsonMapper JSON = new JsonMapper();

    private OurRecording() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        OpeningKeys worker = OpeningKeys.generate();
        OpeningKeys client = OpeningKeys.generate();
        worker.write(folder.resolve("worker.jwks.json"));
        client.write(folder.resolve("client.jwks.json"));
        JobId job = JobId.random();
        byte[] file = Files.readAllBytes(folder.resolveSibling("pictures").resolve("one-bit.png"));
        PictureBytes picture = PictureBytes.takingOver(file);
        ObjectNode ours = JSON.createObjectNode()
                .put("job", job.toString())
                .put("picture", Base64.getEncoder().encodeToString(file))
                .put("number", 3)
                .put("seed", Long.MAX_VALUE)
                .put("sealed_picture", PictureSeal.seal(client.sealingKeys(), job, 3, picture))
                .put("sealed_seed", SeedSeal.seal(client.sealingKeys(), job, Long.MAX_VALUE));
        Files.writeString(folder.resolve("ours.json"), ours.toPrettyString() + "\n", UTF_8);
    }
}
