package io.darkroom.api.retain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.wire.WireJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Undrawn retained jobs in PostgreSQL. Whoever puts one back holds its row, so that none comes back that was just erased. */
@ApplicationScoped
public class HibernateRetainedJobs implements RetainedJobs {
    private static final Logger LOG = Logger.getLogger(HibernateRetainedJobs.class);

    /**
     * An erased row stays in the table's file until it is written over, and an orderly stop writes the file to disk. Looked at without
     * a lock first, and again with it: nobody can then be adding a row. Who finds the table in use does not wait, since others would
     * wait behind.
     */
    private static final String CLEAR_REMAINS = """
            DO $$
            BEGIN
                IF pg_relation_size('retained_job') > 0 AND NOT EXISTS (SELECT FROM retained_job) THEN
                    LOCK TABLE retained_job IN ACCESS EXCLUSIVE MODE NOWAIT;
                    IF NOT EXISTS (SELECT FROM retained_job) THEN
                        TRUNCATE retained_job;
                    END IF;
                END IF;
            EXCEPTION WHEN lock_not_available THEN
                NULL;
            END $$
            """;

    private final EntityManager entities;
    private final ObjectMapper json;

    /** Uses the service's database. */
    public HibernateRetainedJobs(EntityManager entities, ObjectMapper json) {
        this.entities = entities;
        this.json = json;
    }

    @Override
    public void add(AcceptedJob job) {
        RetainedJob row = row(job);
        LibraryCall.of(() -> {
            RetainedJob known = locked(job.id());
            if (known != null && !known.owner.equals(job.owner())) {
                throw ProblemException.of(
                        ErrorCode.JOB_ID_CONFLICT,
                        "This id cannot stand for this request; draw another UUID at random");
            }
            return known == null ? persisted(row) : entities.merge(row);
        });
    }

    private RetainedJob persisted(RetainedJob row) {
        entities.persist(row);
        return row;
    }

    @Override
    public boolean remove(String owner, JobId job) {
        return LibraryCall.of(
                () -> entities.createQuery("delete from RetainedJob j where j.owner = :owner and j.jobId = :job")
                                .setParameter("owner", owner)
                                .setParameter("job", job.value())
                                .executeUpdate()
                        > 0);
    }

    @Override
    public boolean hold(JobId job) {
        return LibraryCall.of(() -> entities.find(RetainedJob.class, job.value()) != null);
    }

    @Override
    public List<JobId> open(Instant now) {
        return LibraryCall.of(() -> entities.createQuery(
                        "select j.jobId from RetainedJob j where j.deadline > :now order by j.createdAt", UUID.class)
                .setParameter("now", now)
                .getResultStream()
                .map(JobId::new)
                .toList());
    }

    @Override
    public boolean whileHeld(JobId job, Consumer<AcceptedJob> action) {
        return LibraryCall.of(() -> {
            Optional<AcceptedJob> found = Optional.ofNullable(locked(job)).flatMap(this::job);
            found.ifPresent(action);
            return found.isPresent();
        });
    }

    @Override
    public void removeLate(Instant now) {
        LibraryCall.of(() -> entities.createQuery("delete from RetainedJob j where j.deadline < :now")
                .setParameter("now", now)
                .executeUpdate());
    }

    @Override
    public void clearRemains() {
        LibraryCall.of(() -> entities.createNativeQuery(CLEAR_REMAINS).executeUpdate());
    }

    private @Nullable RetainedJob locked(JobId job) {
        return entities.find(RetainedJob.class, job.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private RetainedJob row(AcceptedJob job) {
        RetainedJob row = new RetainedJob();
        row.jobId = job.id().value();
        row.owner = job.owner();
        row.spec = text(job.spec());
        row.createdAt = job.created();
        row.deadline = job.deadline();
        row.keyPart = job.keyPart();
        row.sealedSeed = job.sealedSeed().orElse(null);
        return row;
    }

    private String text(JobSpec spec) {
        try {
            return json.writeValueAsString(spec);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a spec is not JSON");
        }
    }

    /** Empty if another version wrote a spec that this one cannot read. */
    private Optional<AcceptedJob> job(RetainedJob row) {
        JobId id = new JobId(row.jobId);
        Optional<JobSpec> spec = WireJson.spec(row.spec);
        if (spec.isEmpty()) {
            LOG.warnf("Retained job %s has a spec that cannot be read", id);
        }
        return spec.map(whole -> new AcceptedJob(
                id, row.owner, whole, row.createdAt, row.deadline, row.keyPart, Optional.ofNullable(row.sealedSeed)));
    }
}
