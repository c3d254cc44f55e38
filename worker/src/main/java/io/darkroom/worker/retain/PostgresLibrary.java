package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The tables {@code retained_image} and {@code retained_job}, which the API's migrations make. */
@ApplicationScoped
public class PostgresLibrary implements Library {
    private static final String ADD = """
            WITH picture AS (
                INSERT INTO retained_image
                    (job_id, number, owner, model, width, height, key_id, sealed_picture, sealed_seed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (job_id, number) DO NOTHING)
            DELETE FROM retained_job WHERE job_id = ? AND ?
            """;
    private static final String WITHDRAW = """
            WITH job AS (DELETE FROM retained_job WHERE job_id = ?)
            DELETE FROM retained_image WHERE job_id = ?
            """;
    /** By the server's clock: this machine's own is asked nothing. */
    private static final String AWAITS = "SELECT FROM retained_job WHERE job_id = ? AND deadline > now()";

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
            insert.setObject(10, picture.job().value());
            insert.setBoolean(11, picture.isLast());
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
            delete.setObject(2, job.value());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new LibraryUnavailable(e.getSQLState());
        }
    }

    @Override
    public boolean awaits(JobId job) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(AWAITS)) {
            query.setObject(1, job.value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new LibraryUnavailable(e.getSQLState());
        }
    }
}
