package io.darkroom.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.api.FixedApiConfig;
import io.darkroom.api.config.StartRefused;
import io.darkroom.api.retain.ApiKeyRows;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String SESSION =
            "session:" + ApiKeyHash.of("dk_session").hex();
    private static final String FIRST = "first:" + ApiKeyHash.of("dk_first").hex();

    private final InMemoryRows rows = new InMemoryRows();

    @Test
    void knowSessionKeysWithoutStoringThem() {
        ApiKeys keys = keys(List.of(SESSION), List.of());
        keys.bootstrap();

        assertThat(keys.owner("dk_session")).contains("session");
        assertThat(rows.owners).isEmpty();
    }

    @Test
    void storeBootstrapKeysByTheirHashAlone() {
        ApiKeys keys = keys(List.of(), List.of(FIRST));
        keys.bootstrap();

        assertThat(rows.owners).containsOnlyKeys(ApiKeyHash.of("dk_first").hex());
        assertThat(keys.owner("dk_first")).contains("first");
    }

    @Test
    void doNotKnowOthers() {
        assertThat(keys(List.of(SESSION), List.of(FIRST)).owner("dk_other")).isEmpty();
    }

    @Test
    void doNotAskTheDatabaseAtEveryCall() {
        ApiKeys keys = keys(List.of(), List.of(FIRST));
        keys.bootstrap();

        keys.owner("dk_first");
        keys.owner("dk_first");

        assertThat(rows.asked).isEqualTo(1);
    }

    @Test
    void refuseToStartWithAKeyInClear() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> keys(List.of("local:dk_secret"), List.of()))
                .withMessageNotContaining("secret");
    }

    private ApiKeys keys(List<String> session, List<String> bootstrap) {
        return new ApiKeys(rows, new FixedApiConfig(session, bootstrap), Clock.systemUTC());
    }

    private static final class InMemoryRows implements ApiKeyRows {
        final Map<String, String> owners = new HashMap<>();
        int asked;

        @Override
        public Optional<String> owner(String keyHash) {
            asked++;
            return Optional.ofNullable(owners.get(keyHash));
        }

        @Override
        public void add(String keyHash, String owner) {
            owners.putIfAbsent(keyHash, owner);
        }
    }
}
