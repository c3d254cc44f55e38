package io.darkroom.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {
    @Test
    void isReadAsItWasWritten() {
        Bookmark bookmark =
                Bookmark.START.at(JobState.RUNNING, 2, false).progress(3, 20, 1).picture(0);

        assertThat(bookmark).hasToString("running.2.3.20.1.1");
        assertThat(Bookmark.parse("running.2.3.20.1.1")).isEqualTo(bookmark);
        assertThat(Bookmark.parse("queued!.0.0.0.0.0")).isEqualTo(Bookmark.START.at(JobState.QUEUED, 0, true));
        assertThat(Bookmark.START.at(JobState.QUEUED, 0, true)).hasToString("queued!.0.0.0.0.0");
        assertThat(Bookmark.parse(Bookmark.START.toString())).isEqualTo(Bookmark.START);
        assertThat(Bookmark.parse(bookmark.end().toString()).ended()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "42",
                "END",
                "flying.1.2.3.4.5",
                "running!!.1.2.3.4.5",
                "running.1.2.3.4",
                "running.-1.2.3.4.5",
                "running.1.2.3.4.99999999999999",
                "running.1.2.3.4.5\n",
                "a red circle"
            })
    void isTheStartIfItIsNone(String text) {
        assertThat(Bookmark.parse(text)).isEqualTo(Bookmark.START);
    }
}
