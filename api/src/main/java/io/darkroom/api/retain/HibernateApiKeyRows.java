package io.darkroom.api.retain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** API keys in PostgreSQL. */
@ApplicationScoped
public class HibernateApiKeyRows implements ApiKeyRows {
    private final EntityManager entities;

    /** Uses the service's database. */
    public HibernateApiKeyRows(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Optional<String> owner(String keyHash) {
        return LibraryCall.of(
                () -> entities.createQuery("select k.owner from ApiKeyRow k where k.keyHash = :hash", String.class)
                        .setParameter("hash", keyHash)
                        .getResultStream()
                        .findFirst());
    }

    @Override
    public void add(String keyHash, String owner) {
        LibraryCall.of(() -> entities.createNativeQuery(
                        "INSERT INTO api_key (key_hash, owner) VALUES (:hash, :owner) ON CONFLICT (key_hash) DO NOTHING")
                .setParameter("hash", keyHash)
                .setParameter("owner", owner)
                .executeUpdate());
    }
}
