/**
 * A model's graphs on ONNX Runtime, one class each: the only package that imports {@code ai.onnxruntime}. Tensors lie in
 * direct buffers that are used again from call to call and overwritten with zeros in between.
 */
@NullMarked
package io.darkroom.diffusion.onnx;

import org.jspecify.annotations.NullMarked;
