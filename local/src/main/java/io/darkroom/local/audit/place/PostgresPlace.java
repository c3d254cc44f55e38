package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every row of every table of a database, the values that its planner keeps of their columns, and the statements that its server
 * remembers.
 */
public final class PostgresPlace implements Place {
    private static final int ROWS_AT_ONCE = 100;
    private static final String TABLES = """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            ORDER BY 1
            """;
    private static final String SESSIONS = "SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()";
    /** What stands there instead of those that a user may not see. */
    private static final String HIDDEN_SESSIONS = SESSIONS + " AND query = '<insufficient privilege>'";

    private static final String STATISTICS = "SELECT * FROM pg_stats";
    /** The view of an extension that is there or not, in whatever schema. */
    private static final String STATEMENTS = """
            SELECT quote_ident(n.nspname) || '.pg_stat_statements'
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'
            """;

    private final PostgresAddress address;

    /** That database. */
    public PostgresPlace(PostgresAddress address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "PostgreSQL rows";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new PlantedRows(address));
    }

    @Override
    public void search(Search search, Findings findings) {
        try (Connection connection = address.connect()) {
            connection.setAutoCommit(false);
            for (String table : names(connection, TABLES)) {
                findings.found(name(), "table " + table, search.in(table.getBytes(UTF_8)));
                look(connection, "table " + table, "SELECT * FROM " + table, search, findings);
            }
            look(connection, "statistics of columns", STATISTICS, search, findings);
            look(connection, "statements of sessions", SESSIONS, search, findings);
            if (!names(connection, HIDDEN_SESSIONS).isEmpty()) {
                findings.gap(name(), "statements of other users' sessions cannot be read");
            }
            for (String view : names(connection, STATEMENTS)) {
                look(connection, "statements in " + view, "SELECT query FROM " + view, search, findings);
            }
        } catch (SQLException e) {
            throw PostgresAddress.failure("cannot be searched", e);
        }
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void look(Connection connection, String what, String query, Search search, Findings findings)
            throws SQLException {
        try {
            findings.found(name(), what, in(connection, query, search));
        } catch (SQLException denied) {
            connection.rollback();
            findings.gap(name(), what + " cannot be read");
        }
    }

    private static Set<Hit> in(Connection connection, String query, Search search) throws SQLException {
        Set<Hit> hits = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(query)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        hits.addAll(search.in(octets(rows, column)));
                    }
                }
            }
        }
        return hits;
    }

    private static byte[] octets(ResultSet rows, int column) throws SQLException {
        if (rows.getMetaData().getColumnType(column) == Types.BINARY) {
            byte[] octets = rows.getBytes(column);
            return octets == null ? new byte[0] : octets;
        }
        String text = rows.getString(column);
        return text == null ? new byte[0] : text.getBytes(UTF_8);
    }
}
