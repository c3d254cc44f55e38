package io.darkroom.worker.draw;

/** The engine failed while it ran. Names the kind of error alone: its message could hold values of the picture. */
final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFailure(RuntimeException cause) {
        this(cause.getClass().getSimpleName());
    }

    EngineFailure(String kind) {
        super(kind);
    }
}
