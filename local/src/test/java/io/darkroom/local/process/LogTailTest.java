package io.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void showsTheLastTwelveLinesUnderTheSentence() throws Exception {
        Path log = folder.resolve("api.log");
        Files.write(log, Collections.nCopies(5000, "noise"));
        Files.writeString(log, Files.readString(log) + "the reason\n\n");

        String text = LogTail.after("api does not start", log);

        assertThat(text)
                .startsWith("api does not start")
                .endsWith("  | the reason")
                .hasLineCount(14);
    }

    @Test
    void showsTheReasonsOfAnExceptionWithoutItsFrames() throws Exception {
        Path log = folder.resolve("api.log");
        Files.writeString(log, "ERROR\n\tat a.B.c(B.java:1)\nCaused by: the reason\n\t... 7 more\n");

        assertThat(LogTail.after("api does not start", log)).endsWith("  | ERROR\n  | Caused by: the reason");
    }

    @Test
    void showsTheSentenceAndThePlaceWhereThereIsNoLog() {
        assertThat(LogTail.after("api does not start", folder.resolve("api.log")))
                .hasLineCount(2)
                .endsWith("api.log");
    }
}
