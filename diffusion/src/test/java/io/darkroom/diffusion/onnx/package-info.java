/** Tests of what the graphs' buffers hold and for how long. */
@NullMarked
package io.darkroom.diffusion.onnx;

import org.jspecify.annotations.NullMarked;
