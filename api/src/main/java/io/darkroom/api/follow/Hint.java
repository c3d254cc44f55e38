package io.darkroom.api.follow;

/** What a hint of Redis says about a job. */
public enum Hint {
    /** It has moved, come further, or a picture is ready. */
    CHANGED,
    /** Nothing more will happen to it. */
    ENDED
}
