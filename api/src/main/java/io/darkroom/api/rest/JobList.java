package io.darkroom.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /v1/jobs}. */
@Schema(name = "JobList")
record JobList(@JsonProperty("jobs") List<JobView> jobs) {}
