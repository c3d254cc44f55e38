package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.EnumSet;
import java.util.Set;

/** A U-Net's input for the timestep: one number for all rows or one for each, with or without a fraction. */
final class Timestep {
    private static final Set<OnnxJavaType> NUMBERS = EnumSet.copyOf(Elements.REAL);

    static {
        NUMBERS.addAll(Elements.WHOLE);
    }

    private final Port port;
    private final boolean onePerCall;

    Timestep(Port port) {
        this.port = port.ofType(NUMBERS);
        if (port.rank() > 1 || (port.rank() == 1 && port.size(0) > 1)) {
            throw port.refused("must be one number or one for each row");
        }
        // optimum of old and exporters after it call the axis "steps", and mean one for all rows.
        onePerCall = port.rank() == 0 || port.size(0) == 1 || port.axisName(0).equals("steps");
    }

    boolean onePerCall() {
        return onePerCall;
    }

    Port port() {
        return port;
    }

    /** The tensor for a call of so many rows. */
    Tensor zeros(int rows) {
        if (port.rank() == 0) {
            return port.zeros();
        }
        return port.zeros(onePerCall ? 1 : rows);
    }
}
