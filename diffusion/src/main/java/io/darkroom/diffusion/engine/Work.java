package io.darkroom.diffusion.engine;

/** A task with what it is about: an order to be begun, or one picture of it. */
interface Work extends Task {
    Commission commission();

    /** From now on it must have its call alone, or need not any more. */
    void setAlone(boolean must);

    @Override
    default Lane lane() {
        return commission().order().lane();
    }

    @Override
    default Object owner() {
        return commission();
    }

    /** Whether it is in a call right now. */
    boolean isUnderWay();

    void setUnderWay(boolean now);

    /** Whether nobody wants it any more. */
    default boolean isUnwanted() {
        return commission().drawing().isCancelled();
    }
}
