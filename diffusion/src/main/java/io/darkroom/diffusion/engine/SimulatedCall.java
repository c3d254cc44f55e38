package io.darkroom.diffusion.engine;

import java.util.List;

/** A call that a {@link SimulatedEngine} would make now. */
public final class SimulatedCall {
    private final Call<SimulatedOrder.Subject> call;

    SimulatedCall(Call<SimulatedOrder.Subject> call) {
        this.call = call;
    }

    /** Whether it is one of the U-Net; else of the text encoders or the VAE's decoder. */
    public boolean isStep() {
        return call.batch().kind().stage() == Stage.STEP;
    }

    /** Batch rows. */
    public int rows() {
        return call.batch().rows();
    }

    /** Pixels of one picture; 0 for texts. */
    public long pixels() {
        return (long) call.batch().kind().shape().width()
                * call.batch().kind().shape().height();
    }

    /** The model's name. */
    public String model() {
        return call.batch().kind().name();
    }

    /** Whether it runs beside another. */
    public boolean isBeside() {
        return call.isBeside();
    }

    /** Whose pictures are in it; one that has several is there several times. */
    public List<SimulatedOrder> orders() {
        return call.batch().tasks().stream().map(SimulatedOrder.Subject::order).toList();
    }

    Call<SimulatedOrder.Subject> call() {
        return call;
    }
}
