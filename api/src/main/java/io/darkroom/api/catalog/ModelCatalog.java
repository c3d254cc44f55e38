package io.darkroom.api.catalog;

import java.util.List;

/** The models that jobs can be given to, as the workers announce them. */
public interface ModelCatalog {

    /** What live workers serve, by name, as of a second ago at most; empty if no worker lives. */
    List<ServedModel> served();

    /** Whether a worker has served the model lately, though none may now. */
    boolean isRemembered(String model);
}
