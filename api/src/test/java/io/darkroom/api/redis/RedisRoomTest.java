package io.darkroom.api.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisRoomTest {
    @Test
    void isTheShareOfWhatIsAllowed() {
        assertThat(RedisRoom.share("# Memory\r\nused_memory:750\r\nused_memory_rss:9\r\nmaxmemory:1000\r\n"))
                .hasValue(0.75);
    }

    @Test
    void isUnknownWithoutALimit() {
        assertThat(RedisRoom.share("used_memory:750\r\nmaxmemory:0\r\n")).isEmpty();
        assertThat(RedisRoom.share("")).isEmpty();
    }
}
