package io.darkroom.api.retain;

import java.util.Optional;

/** API keys that outlive the process, by their hashes. */
public interface ApiKeyRows {

    /** Whose key has this hash. */
    Optional<String> owner(String keyHash);

    /** Notes a key, unless it is known already. */
    void add(String keyHash, String owner);
}
