package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which of torch's generators a seed is for. */
public enum Rng {
    /** The one on the CPU. */
    CPU,
    /** The one on NVIDIA's GPUs, wherever the picture is drawn. */
    CUDA;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
