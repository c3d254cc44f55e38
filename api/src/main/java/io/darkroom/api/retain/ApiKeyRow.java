package io.darkroom.api.retain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code api_key}: the hash of a key and whose it is. */
@Entity
@Immutable
@Table(name = "api_key")
@NullUnmarked
class ApiKeyRow {
    @Id
    @Column(name = "key_hash", columnDefinition = "char(64)")
    String keyHash;

    String owner;
}
