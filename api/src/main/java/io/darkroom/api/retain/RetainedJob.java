package io.darkroom.api.retain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code retained_job}: written here, erased here or by the worker that adds the job's last picture. */
@Entity
@Table(name = "retained_job")
@NullUnmarked
class RetainedJob {
    @Id
    @Column(name = "job_id")
    UUID jobId;

    String owner;
    String spec;

    @Column(name = "created_at")
    Instant createdAt;

    Instant deadline;

    @Column(name = "key_part")
    String keyPart;

    @Column(name = "sealed_seed")
    String sealedSeed;
}
