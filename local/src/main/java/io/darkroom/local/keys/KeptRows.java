package io.darkroom.local.keys;

import io.darkroom.core.job.JobId;
import io.darkroom.local.LocalFailure;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code retained_image} of a library: how many rows name a key, and their seals replaced one row at a time. */
public final class KeptRows implements KeptPictures {
    private static final String COUNT = "SELECT count(*) FROM retained_image WHERE key_id = ANY (?)";
    private static final String COUNT_OTHERS = "SELECT count(*) FROM retained_image WHERE NOT key_id = ANY (?)";
    /** Locked, so that two who do this take different rows, and a row that is being deleted is passed over. */
    private static final String NEXT = """
            SELECT id, job_id, number, sealed_picture, sealed_seed FROM retained_image
            WHERE key_id = ANY (?) AND id > ? ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String REPLACE =
            "UPDATE retained_image SET key_id = ?, sealed_picture = ?, sealed_seed = ? WHERE id = ?";

    private final String url;
    private final String user;
    private final String password;

    /** The library at a JDBC address; nothing is connected to yet. */
    public KeptRows(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public long sealedTo(Collection<String> keyIds) {
        return with(connection -> count(connection, COUNT, keyIds));
    }

    /** How many pictures are sealed to none of these keys. */
    long sealedToOthers(Collection<String> keyIds) {
        return with(connection -> count(connection, COUNT_OTHERS, keyIds));
    }

    private static long count(Connection connection, String query, Collection<String> keyIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, texts(connection, keyIds));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /**
     * Goes through the rows that name one of {@code keyIds} in the order of their ids, each in a transaction of its own.
     *
     * @param change what becomes of a row; empty leaves it as it is
     * @param after told after each row whether it was changed
     */
    void replace(Collection<String> keyIds, Function<Row, Optional<Row>> change, After after) {
        with(connection -> {
            connection.setAutoCommit(false);
            UUID last = new UUID(0, 0);
            for (Optional<Row> row = next(connection, keyIds, last);
                    row.isPresent();
                    row = next(connection, keyIds, last)) {
                Optional<Row> changed = change.apply(row.get());
                if (changed.isPresent()) {
                    write(connection, changed.get());
                }
                connection.commit();
                after.row(changed.isPresent());
                last = row.get().id();
            }
            connection.rollback();
            return last;
        });
    }

    private static Optional<Row> next(Connection connection, Collection<String> keyIds, UUID after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setArray(1, texts(connection, keyIds));
            statement.setObject(2, after);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(
                                row.getObject(1, UUID.class),
                                new JobId(row.getObject(2, UUID.class)),
                                row.getInt(3),
                                "",
                                row.getString(4),
                                row.getString(5)))
                        : Optional.empty();
            }
        }
    }

    private static void write(Connection connection, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
            statement.setString(1, row.keyId());
            statement.setString(2, row.picture());
            statement.setString(3, row.seed());
            statement.setObject(4, row.id());
            statement.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private <T> T with(Call<T> call) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return call.on(connection);
        } catch (SQLException e) {
            // Without its message, which may quote a row.
            throw new LocalFailure("the library does not answer as it should: SQL state " + e.getSQLState());
        }
    }

    /** What is sealed of a picture. */
    record Row(
            UUID id,
            JobId job,
            int number,
            String keyId,
            String picture,
            @Nullable String seed) {
        Row sealedTo(String key, String newPicture, @Nullable String newSeed) {
            return new Row(id, job, number, key, newPicture, newSeed);
        }
    }

    /** Told how it goes. */
    @FunctionalInterface
    interface After {
        void row(boolean changed);
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(Connection connection) throws SQLException;
    }
}
