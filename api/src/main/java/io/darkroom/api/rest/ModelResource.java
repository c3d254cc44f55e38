package io.darkroom.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.core.wire.ModelOffer;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code /v1/models}: what live workers serve, with limits and defaults. */
@Path("/v1/models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {
    private final ModelCatalog catalog;

    /** Translates for this port. */
    public ModelResource(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /** The models, by name. */
    @GET
    @Operation(summary = "List what live workers serve, with limits and defaults")
    public ModelList list() {
        return new ModelList(catalog.served().stream()
                .map(model -> new ModelView(model.offer(), model.workers()))
                .toList());
    }

    /** The answer. */
    @Schema(name = "ModelList")
    record ModelList(@JsonProperty("models") List<ModelView> models) {}

    /** A model and how many workers serve it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Model")
    record ModelView(
            @JsonUnwrapped ModelOffer offer,
            @JsonProperty("workers") int workers) {}
}
