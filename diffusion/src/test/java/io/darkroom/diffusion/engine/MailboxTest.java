package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.engine.DrawingEvent.Drawn;
import io.darkroom.diffusion.engine.DrawingEvent.Progress;
import io.darkroom.diffusion.pipeline.Raster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();

    @Test
    void givesEventsInTheOrderInWhichTheyWerePutIn() throws Exception {
        mailbox.put(0, new Progress(0, 1, 2));
        mailbox.put(1, new Progress(1, 1, 2));
        Drawn drawn = new Drawn(0, white());
        mailbox.put(0, drawn);

        assertThat(mailbox.take(Duration.ZERO)).contains(new Progress(0, 1, 2));
        assertThat(mailbox.take(Duration.ZERO)).contains(new Progress(1, 1, 2));
        assertThat(mailbox.take(Duration.ZERO)).contains(drawn);
        assertThat(mailbox.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void aSlowReaderIsToldTheLatestProgressOnly() throws Exception {
        mailbox.put(0, new Progress(0, 1, 3));
        mailbox.put(0, new Progress(0, 2, 3));
        mailbox.put(0, new Progress(0, 3, 3));

        assertThat(mailbox.take(Duration.ZERO)).contains(new Progress(0, 3, 3));
        assertThat(mailbox.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void picturesThatNobodyReadAreOverwrittenWhenItIsClosed() throws Exception {
        Raster unread = white();
        Raster late = white();
        mailbox.put(0, new Drawn(0, unread));

        mailbox.close();
        mailbox.put(1, new Drawn(1, late));

        assertThat(unread.rgb()).containsOnly(0);
        assertThat(late.rgb()).containsOnly(0);
        assertThat(mailbox.take(Duration.ofMinutes(1))).isEmpty();
    }

    private static Raster white() {
        return new Raster(1, 1, new byte[] {-1, -1, -1});
    }
}
