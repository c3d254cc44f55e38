package io.darkroom.api.rest;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What OpenAPI says of the whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Darkroom",
                        version = "1",
                        description =
                                "A private Stable Diffusion batch service: no prompt and no picture outlives its job unless"
                                        + " its owner asked for that. Errors are problems (RFC 9457) with a code.",
                        license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "api_key"),
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "api_key",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer")))
public class DarkroomApplication extends Application {}
