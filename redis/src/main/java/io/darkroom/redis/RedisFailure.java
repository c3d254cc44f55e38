package io.darkroom.redis;

/** Redis answered with an error, or not at all. Its message, which may repeat what was asked, is for no log. */
public final class RedisFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisFailure(Throwable cause) {
        super(cause);
    }
}
