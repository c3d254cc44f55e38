package io.darkroom.api.retain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code retained_image}. Written by workers, read and deleted here; no column holds anything of the prompt. */
@Entity
@Immutable
@Table(name = "retained_image")
@NullUnmarked
class RetainedImage {
    @Id
    UUID id;

    @Column(name = "job_id")
    UUID jobId;

    int number;
    String owner;
    String model;
    int width;
    int height;

    @Column(name = "key_id")
    String keyId;

    @Column(name = "sealed_picture")
    String sealedPicture;

    @Column(name = "sealed_seed")
    String sealedSeed;

    @Column(name = "created_at")
    Instant createdAt;
}
