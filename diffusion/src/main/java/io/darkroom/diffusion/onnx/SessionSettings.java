package io.darkroom.diffusion.onnx;

/**
 * How graphs are run.
 *
 * @param intraOpThreads threads that one operator may use, at least 0; 0 leaves it to ONNX Runtime, which takes one for
 *     each physical core
 * @param arena whether main memory is kept from call to call, which is faster; without, it is given back after each
 * @param spinning whether threads with nothing to do keep their core for as long as ONNX Runtime likes to, at the cost of
 *     everybody else; without, for a few microseconds
 * @param provider what computes
 * @param device number of the device, from 0; of no meaning to {@link ExecutionProvider#CPU} and
 *     {@link ExecutionProvider#COREML}
 */
public record SessionSettings(
        int intraOpThreads, boolean arena, boolean spinning, ExecutionProvider provider, int device) {
    /** Checks the ranges. */
    public SessionSettings {
        if (intraOpThreads < 0) {
            throw new IllegalArgumentException("intraOpThreads must be at least 0, was " + intraOpThreads);
        }
        if (device < 0) {
            throw new IllegalArgumentException("device must be at least 0, was " + device);
        }
    }

    /** On the processor, with an arena, without long spinning. */
    public static SessionSettings onCpu(int intraOpThreads) {
        return new SessionSettings(intraOpThreads, true, false, ExecutionProvider.CPU, 0);
    }
}
