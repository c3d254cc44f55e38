package io.darkroom.api.result;

import io.darkroom.api.status.JobRecord;
import java.util.Optional;

/**
 * A job together with one of its pictures.
 *
 * @param record what is known of the job
 * @param loan of the picture; empty if it is not there
 */
public record HandedOut(JobRecord record, Optional<Loan> loan) {}
