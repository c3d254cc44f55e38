package io.darkroom.api.submit;

import io.darkroom.api.admission.Admission;
import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.config.Keys;
import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.RetainedJobs;
import io.darkroom.core.crypto.ClientSeal;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealRefused;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.core.wire.WorkerAnnouncement;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a job: checks it, seals it, puts the key part into Redis and the rest on Kafka. The key part of one whose pictures
 * are to be kept goes to PostgreSQL too, until they are drawn.
 */
@ApplicationScoped
public class SubmitJob {
    private final ModelCatalog catalog;
    private final JobSpecs specs;
    private final Admission admission;
    private final PictureCheck pictureCheck;
    private final AcceptedJobs jobs;
    private final JobSender sender;
    private final RetainedImages library;
    private final RetainedJobs retainedJobs;
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
            RetainedImages library,
            RetainedJobs retainedJobs,
            Keys keys,
            ApiConfig config,
            Clock clock) {
        this.catalog = catalog;
        this.specs = specs;
        this.admission = admission;
        this.pictureCheck = pictureCheck;
        this.jobs = jobs;
        this.sender = sender;
        this.library = library;
        this.retainedJobs = retainedJobs;
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
            if (request.sealed() != null) {
                throw ProblemException.ofField(
                        ErrorCode.SEALED_NEEDS_PUT,
                        JobRequest.SEALED,
                        "\"sealed\" is bound to the id of its job: choose one, and send it with PUT /v1/jobs/{id}");
            }
            return submit(owner, JobId.random(), request, idempotencyKey);
        }
    }

    /**
     * Submits the job that {@code body} asks for under an id that its owner chose; the same again stands for the same job.
     *
     * @throws ProblemException if it is refused; then nothing of it is left anywhere
     */
    public JobId put(String owner, JobId id, byte[] body) {
        try (JobRequest request = JobRequest.read(body)) {
            IdempotencyKey key = IdempotencyKey.ofId(owner, id, body, keys.delivery());
            return submit(owner, id, request, Optional.of(key));
        }
    }

    private JobId submit(String owner, JobId id, JobRequest request, Optional<IdempotencyKey> key) {
        Optional<JobId> earlier = key.flatMap(jobs::earlier);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Instant now = clock.instant();
        Optional<ClientSeal> seal = clientSeal(request, id, now);
        admission.open();
        ServedModel model = model(request);
        JobSpec spec = specs.complete(request, model.offer());
        Instant deadline = deadline(request, seal, spec, now);
        admission.admit(spec, model);
        pictureCheck.check(request, spec);
        // Redis knows the ids of jobs that live, the library those of pictures that outlived them.
        if (spec.retain() && library.hold(id)) {
            throw ProblemException.of(
                    ErrorCode.JOB_ID_CONFLICT, "This id cannot stand for this request; draw another UUID at random");
        }
        SealedJob sealed = seal.map(own -> new SealedJob(own.parts(), Optional.empty()))
                .orElseGet(() -> seal(request, id, spec, deadline));
        AcceptedJob job =
                new AcceptedJob(id, owner, spec, now, deadline, sealed.prompt().keyPart(), sealed.seed());
        return accept(job, sealed.prompt().body(), key);
    }

    private Optional<ClientSeal> clientSeal(JobRequest request, JobId id, Instant now) {
        String compact = request.sealed();
        try {
            return compact == null
                    ? Optional.empty()
                    : Optional.of(ClientSeal.of(compact, id, keys.prompts().takenAt(now)));
        } catch (SealRefused e) {
            throw SealProblems.of(JobRequest.SEALED, e);
        }
    }

    private Instant deadline(JobRequest request, Optional<ClientSeal> seal, JobSpec spec, Instant now) {
        Instant asked = now.plus(specs.deadline(request));
        if (seal.isEmpty()) {
            return asked;
        }
        try {
            seal.get().requireModel(spec.model());
            return seal.get().deadline(asked, now);
        } catch (SealRefused e) {
            throw SealProblems.of(JobRequest.SEALED, e);
        }
    }

    private SealedJob seal(JobRequest request, JobId id, JobSpec spec, Instant deadline) {
        Long asked = specs.seed(request, spec);
        long seed = asked != null ? asked : Integer.toUnsignedLong(random.nextInt());
        return new SealedJob(
                PromptSeal.seal(keys.prompts(), id, spec.model(), deadline, request.document(seed)),
                Optional.of(SeedSeal.seal(keys.delivery().sealingKeys(), id, seed)));
    }

    private JobId accept(AcceptedJob job, String body, Optional<IdempotencyKey> key) {
        Acceptance acceptance = jobs.accept(job, key);
        if (acceptance instanceof Acceptance.Standing other) {
            return other.job();
        }
        if (acceptance instanceof Acceptance.Accepted accepted) {
            send(job, body, key, accepted.displaced());
        }
        return job.id();
    }

    /** What goes to Redis and Kafka in place of what was sent. */
    private record SealedJob(SealedPrompt prompt, Optional<String> seed) {}

    private void send(AcceptedJob job, String body, Optional<IdempotencyKey> key, Optional<JobId> displaced) {
        try {
            if (job.spec().retain()) {
                // Else it would be put back where Redis knows nothing of it, and be drawn beside this one.
                displaced.ifPresent(earlier -> retainedJobs.remove(job.owner(), earlier));
                retainedJobs.add(job);
            }
            sender.send(job.id(), job.spec().model(), job.spec().lane(), body, KeyPartDigest.of(job.keyPart()));
        } catch (ProblemException e) {
            // Should the record arrive after all: without its key part it is noise, and a worker drops it.
            abandon(job, key);
            throw e;
        }
        jobs.queued(job);
    }

    /** Its row first: as long as that is there, Redis may be told of the job again. */
    private void abandon(AcceptedJob job, Optional<IdempotencyKey> key) {
        try {
            if (job.spec().retain()) {
                retainedJobs.remove(job.owner(), job.id());
            }
        } finally {
            jobs.abandon(job, key);
        }
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
