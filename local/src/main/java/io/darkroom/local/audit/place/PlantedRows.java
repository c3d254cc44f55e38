package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Canary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of a table of their own, written to the server's log and, if it may be told to, to the table's file. */
public record PlantedRows(PostgresAddress address) implements Plant {

    @Override
    public String what() {
        return "rows of a table of their own";
    }

    @Override
    public Planted put() {
        Canary canary = Canary.planted();
        String table = PlantName.fresh();
        try (Connection connection = address.connect()) {
            run(connection, "CREATE TABLE " + table + " (octets bytea)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " (octets) VALUES (?)")) {
                for (Canary.Form form : canary.forms()) {
                    insert.setBytes(1, form.octets());
                    int unusedOne = insert.executeUpdate();
                }
            }
            checkpoint(connection);
            return Planted.whole(canary, () -> remove(table));
        } catch (SQLException e) {
            throw PostgresAddress.failure("takes no table of the audit's", e);
        }
    }

    /** Without the right to, the rows are in the log alone until the server does it by itself. */
    private static void checkpoint(Connection connection) {
        try {
            run(connection, "CHECKPOINT");
        } catch (SQLException notAllowed) {
            // As said.
        }
    }

    private void remove(String table) {
        try (Connection connection = address.connect()) {
            run(connection, "DROP TABLE " + table);
        } catch (SQLException e) {
            throw PostgresAddress.failure("the table " + table + " cannot be dropped", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unusedHasRows = statement.execute(sql);
        }
    }
}
