package io.darkroom.local.process;

import io.darkroom.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Logs of child processes: one file a start, and the file of the start before. */
final class LogFiles {
    private LogFiles() {}

    static void begin(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log, PrivateFiles.FILE);
    }
}
