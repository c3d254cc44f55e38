package io.darkroom.api.submit;

import io.darkroom.api.admission.Admission;
import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.config.Keys;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.wire.WorkerAnnouncement;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts a job: checks it, seals it, puts the key part into Redis and the rest on Kafka. */
@ApplicationScoped
public class SubmitJob {
    private final ModelCatalog catalog;
    private final JobSpecs specs;
    private final Admission admission;
    private final PictureCheck pictureCheck;
    private final AcceptedJobs jobs;
    private final JobSender sender;
    private final Keys keys;
    private final ApiConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Wires the ports. */
    public SubmitJob(
            ModelCatalog catalog,
            JobSpecs specs,
            Admission admission,
            PictureCheck pictureCheck,
            AcceptedJobs jobs,
            JobSender sender,
            Keys keys,
            ApiConfig config,
            Clock clock) {
        this.catalog = catalog;
        this.specs = specs;
        this.admission = admission;
        this.pictureCheck = pictureCheck;
        this.jobs = jobs;
        this.sender = sender;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Submits the job that {@code body} asks for. When this returns, the job is on Kafka.
     *
     * @throws ProblemException if it is refused; then nothing of it is left anywhere
     */
    public JobId submit(String owner, byte[] body, Optional<IdempotencyKey> idempotencyKey) {
        try (JobRequest request = JobRequest.read(body)) {
            Optional<JobId> earlier = idempotencyKey.flatMap(jobs::earlier);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            ServedModel model = model(request);
            JobSpec spec = specs.complete(request, model.offer());
            admission.admit(spec, model);
            pictureCheck.check(request, spec);
            return accept(owner, request, spec, idempotencyKey);
        }
    }

    private JobId accept(String owner, JobRequest request, JobSpec spec, Optional<IdempotencyKey> key) {
        JobId id = JobId.random();
        Instant now = clock.instant();
        Instant deadline = now.plus(specs.deadline(request));
        Long asked = specs.seed(request, spec);
        long seed = asked != null ? asked : Integer.toUnsignedLong(random.nextInt());
        SealedPrompt sealed = PromptSeal.seal(keys.prompts(), id, spec.model(), deadline, request.document(seed));
        String sealedSeed = SeedSeal.seal(keys.delivery().sealingKeys(), id, seed);
        AcceptedJob job = new AcceptedJob(id, owner, spec, now, deadline, sealed.keyPart(), sealedSeed);
        JobId standing = jobs.accept(job, key);
        if (standing.equals(id)) {
            send(job, sealed.body(), key);
        }
        return standing;
    }

    private void send(AcceptedJob job, String body, Optional<IdempotencyKey> key) {
        try {
            sender.send(job.id(), job.spec().model(), job.spec().lane(), body);
        } catch (ProblemException e) {
            // Should the record arrive after all: without its key part it is noise, and a worker drops it.
            jobs.abandon(job, key);
            throw e;
        }
        jobs.queued(job);
    }

    private ServedModel model(JobRequest request) {
        List<ServedModel> served = catalog.served();
        String wanted = request.model() != null
                ? request.model()
                : config.defaultModel().orElse(null);
        return served.stream()
                .filter(model -> wanted == null
                        ? model.offer().draws(request.pipeline())
                        : model.offer().name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> absent(served, wanted));
    }

    private ProblemException absent(List<ServedModel> served, @Nullable String wanted) {
        if (wanted == null || served.isEmpty() || catalog.isRemembered(wanted)) {
            return ProblemException.passing(
                    ErrorCode.NO_WORKER,
                    wanted == null || served.isEmpty()
                            ? "No worker is connected now"
                            : "This model is known, but no worker that serves it is connected now",
                    WorkerAnnouncement.TIME_TO_LIVE);
        }
        return ProblemException.ofField(
                ErrorCode.UNKNOWN_MODEL,
                JobRequest.MODEL,
                "\"model\" must be one of "
                        + String.join(
                                ", ",
                                served.stream()
                                        .map(model -> model.offer().name())
                                        .toList()));
    }
}
