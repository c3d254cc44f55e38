package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A database and how to get in. Not a record: it holds a password. */
public final class PostgresAddress {
    private final String url;
    private final String user;
    private final String password;

    /**
     * The database at a JDBC address.
     *
     * @param user empty if the address names one
     * @param password empty if it asks for none, or a {@code .pgpass} knows it
     */
    public PostgresAddress(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A new connection. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Told by the state alone: messages may quote rows. */
    static LocalFailure failure(String what, SQLException e) {
        return new LocalFailure("PostgreSQL: " + what + " (SQLSTATE " + e.getSQLState() + ")", e);
    }

    @Override
    public String toString() {
        return "PostgresAddress[hidden]";
    }
}
