package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The {@code retained_image} table, which the API's migrations make. */
@ApplicationScoped
public class PostgresLibrary implements Library {
    private static final String ADD = """
            INSERT INTO retained_image
                (job_id, number, owner, model, width, height, key_id, sealed_picture, sealed_seed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (job_id, number) DO NOTHING
            """;
    private static final String WITHDRAW = "DELETE FROM retained_image WHERE job_id = ?";

    private final DataSource dataSource;

    /** Connects when first used: a worker that is asked to keep nothing needs no database. */
    public PostgresLibrary(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void add(RetainedPicture picture) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, picture.job().value());
            insert.setInt(2, picture.number());
            insert.setString(3, picture.owner());
            insert.setString(4, picture.model());
            insert.setInt(5, picture.width());
            insert.setInt(6, picture.height());
            insert.setString(7, picture.keyId());
            insert.setString(8, picture.sealedPicture());
            insert.setString(9, picture.sealedSeed());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new LibraryUnavailable(e.getSQLState());
        }
    }

    @Override
    public void withdraw(JobId job) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(WITHDRAW)) {
            delete.setObject(1, job.value());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new LibraryUnavailable(e.getSQLState());
        }
    }
}
