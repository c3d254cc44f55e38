package io.darkroom.diffusion.engine;

/** A task with what it is about: an order to be begun, or one picture of it. Confined to one thread at a time. */
abstract class Work implements Task {
    private boolean alone;
    private boolean undisturbed;
    private boolean underWay;

    abstract Commission commission();

    @Override
    public final Lane lane() {
        return commission().order().lane();
    }

    @Override
    public final Object owner() {
        return commission();
    }

    @Override
    public final boolean isAlone() {
        return alone;
    }

    /** From now on it must have its call alone, or need not any more. */
    final void setAlone(boolean must) {
        alone = must;
    }

    @Override
    public final boolean isUndisturbed() {
        return undisturbed;
    }

    /** From now on its calls must have the device to themselves. */
    final void setUndisturbed() {
        undisturbed = true;
    }

    /** Whether it is in a call right now. */
    final boolean isUnderWay() {
        return underWay;
    }

    final void setUnderWay(boolean now) {
        underWay = now;
    }

    /** Whether nobody wants it any more. */
    final boolean isUnwanted() {
        return commission().drawing().isCancelled();
    }
}
