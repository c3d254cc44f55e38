package io.darkroom.diffusion.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model folder that cannot be served. The message names the file relative to the folder and what is wrong with it, and
 * never where the folder lies.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with a file.
     *
     * @param file relative to the model folder, for example {@code unet/config.json}
     * @param complaint for example {@code "in_channels is missing"}
     */
    public ModelException(String file, String complaint) {
        this(file + ": " + complaint);
    }

    /** Takes a message that begins with the file. */
    ModelException(String message) {
        super(message);
    }

    /** From a message that begins with the file's name in {@code folder} and may quote where the model lies. */
    static ModelException inFolder(String folder, IOException e, Path model) {
        String message = String.valueOf(e.getMessage())
                .replace(model + model.getFileSystem().getSeparator(), "");
        return new ModelException(folder + "/" + message);
    }
}
