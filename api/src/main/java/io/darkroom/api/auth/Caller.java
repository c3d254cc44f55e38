package io.darkroom.api.auth;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the current request; set by {@link ApiKeyFilter} before any resource is reached. */
@RequestScoped
public class Caller {
    private @Nullable String owner;

    /** The owner that the request's key stands for. */
    public String owner() {
        if (owner == null) {
            throw new IllegalStateException("a resource was reached without a key");
        }
        return owner;
    }

    void is(String name) {
        owner = name;
    }
}
