package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Locale;

/** What computes: an execution provider of ONNX Runtime. Which of them there are depends on the artifact that is used. */
public enum ExecutionProvider {
    /** The processor; in every artifact. */
    CPU(OrtProvider.CPU, "use com.microsoft.onnxruntime:onnxruntime"),
    /** NVIDIA's CUDA. */
    CUDA(OrtProvider.CUDA, ExecutionProvider.GPU_ARTIFACT),
    /** NVIDIA's TensorRT, and CUDA for what it does not take. */
    TENSORRT(OrtProvider.TENSOR_RT, ExecutionProvider.GPU_ARTIFACT),
    /** Apple's Core ML. */
    COREML(OrtProvider.CORE_ML, "use com.microsoft.onnxruntime:onnxruntime on macOS"),
    /** Microsoft's DirectML. */
    DIRECTML(OrtProvider.DIRECT_ML, "use a build of ONNX Runtime with DirectML, named by -Donnxruntime.native.path");

    private static final String GPU_ARTIFACT =
            "use com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime, never both";

    private final OrtProvider provider;
    private final String remedy;

    ExecutionProvider(OrtProvider provider, String remedy) {
        this.provider = provider;
        this.remedy = remedy;
    }

    /** The name as settings have it, for example {@code tensorrt}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    OrtProvider provider() {
        return provider;
    }

    /** What gives a runtime that has this one. */
    String remedy() {
        return remedy;
    }

    /** Prefers this one for every operator that it has. */
    void addTo(SessionOptions options, int device) throws OrtException {
        switch (this) {
            case CPU -> {
                // Always there.
            }
            case CUDA -> options.addCUDA(device);
            case TENSORRT -> {
                options.addTensorrt(device);
                options.addCUDA(device);
            }
            case COREML -> options.addCoreML();
            case DIRECTML -> {
                // DirectML plans its memory itself and refuses a session that does.
                options.setMemoryPatternOptimization(false);
                options.addDirectML(device);
            }
        }
    }
}
