package io.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private final ProcessHandle self = ProcessHandle.current();

    @TempDir
    Path folder;

    @Test
    void findsTheProcessItWasWrittenFor() {
        PidFile note = new PidFile(folder.resolve("api.pid"));

        note.write(self, StopSignal.TERM);

        assertThat(note.stillRunning()).contains(self);
    }

    @Test
    void doesNotTakeALaterProcessWithTheSameNumberForIt() throws Exception {
        Path file = Files.writeString(folder.resolve("api.pid"), self.pid() + " 1000 TERM\n");

        assertThat(new PidFile(file).stillRunning()).isEmpty();
    }

    @Test
    void findsNothingInAFileThatWasCutOff() throws Exception {
        Path file = Files.writeString(folder.resolve("api.pid"), Long.toString(self.pid()));

        assertThat(new PidFile(file).stillRunning()).isEmpty();
    }
}
