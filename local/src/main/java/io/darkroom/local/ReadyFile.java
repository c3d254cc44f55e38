package io.darkroom.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there while the system is ready: {@code {"url": …, "api_key": …}}, for its owner alone. */
public final class ReadyFile implements AutoCloseable {
    private final Path file;

    /** A ready file that is not written yet; one that an earlier run left behind is removed. */
    public ReadyFile(Path file) {
        this.file = file.toAbsolutePath();
        Path folder = this.file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new LocalFailure("the folder of the ready file " + file + " does not exist");
        }
        close();
    }

    /** Writes it, whole or not at all. */
    public void write(URI url, ApiKey key) {
        try {
            PrivateFiles.write(file, content(url, key));
        } catch (IOException e) {
            throw new LocalFailure("cannot write the ready file " + file + ": " + Reason.of(e), e);
        }
    }

    static String content(URI url, ApiKey key) {
        return new JsonMapper().createObjectNode().put("url", url.toString()).put("api_key", key.reveal()) + "\n";
    }

    /** Removes it. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LocalFailure("cannot remove the ready file " + file + ": " + Reason.of(e), e);
        }
    }
}
