package io.darkroom.local.client;

/**
 * What the API answered when it took a job.
 *
 * @param id the job's
 * @param model that draws it
 * @param images how many pictures it will have
 */
public record JobTicket(String id, String model, int images) {}
