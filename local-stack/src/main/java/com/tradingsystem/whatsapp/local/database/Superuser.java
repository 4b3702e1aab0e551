package com.tradingsystem.whatsapp.local.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Does what only a superuser may: makes the roles, the database, and the extension of slow queries. */
final class Superuser {

    /** Not {@code postgres}, which people may want to call the owner of their database. */
    static final String NAME = "local_admin";

    private static final List<String> READERS_SETTINGS = List.of(
            "default_transaction_read_only = on",
            "statement_timeout = '5min'",
            "idle_in_transaction_session_timeout = '10min'");

    private final int port;
    private final String password;

    Superuser(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /** Sees to it that {@code user} exists with this password and owns the database, whoever did before. */
    void makeOwner(String database, String user, String userPassword) throws SQLException {
        String formerOwner;
        try (Connection connection = connect("postgres")) {
            makeRole(connection, user, userPassword);
            formerOwner =
                    ask(connection, "select pg_get_userbyid(datdba) from pg_database where datname = ?", database);
            if (formerOwner == null) {
                execute(connection, "select format('create database %I owner %I', ?::text, ?::text)", database, user);
            }
            execute(connection, "select format('grant pg_monitor to %I', ?::text)", user);
        }
        try (Connection connection = connect(database)) {
            // Where the migrations want it; they may not create it themselves.
            execute(
                    connection,
                    "select format('create schema if not exists %I authorization %I', ?::text, ?::text)",
                    database,
                    user);
            execute(
                    connection,
                    "select format('create extension if not exists pg_stat_statements with schema %I', ?::text)",
                    database);
            if (formerOwner != null && !formerOwner.equals(user)) {
                execute(connection, "select format('reassign owned by %I to %I', ?::text, ?::text)", formerOwner, user);
            }
        }
    }

    /**
     * Sees to it that {@code reader} exists with this password, as in the stack: it has no chance to write, and none to keep the server
     * busy for hours. What it may read is the schema's to say; the migrations do, where they have run already it is said here.
     */
    void makeReader(String database, String owner, String reader, String readerPassword) throws SQLException {
        try (Connection connection = connect(database)) {
            makeRole(connection, reader, readerPassword);
            for (String setting : READERS_SETTINGS) {
                execute(connection, "select format('alter role %I set ', ?::text) || ?", reader, setting);
            }
            if (ask(connection, "select to_regproc('whatsapp_gateway.grant_access')::text") != null) {
                execute(connection, "select format('set role %I', ?::text)", owner);
                ask(connection, "select whatsapp_gateway.grant_access()::text");
            }
        }
    }

    private static void makeRole(Connection connection, String role, String rolePassword) throws SQLException {
        if (ask(connection, "select 1 from pg_roles where rolname = ?", role) == null) {
            execute(connection, "select format('create role %I', ?::text)", role);
        }
        execute(connection, "select format('alter role %I login password %L', ?::text, ?::text)", role, rolePassword);
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** Executes what a query with {@code format()} writes: names and passwords cannot be parameters of such statements. */
    private static void execute(Connection connection, String query, String... parameters) throws SQLException {
        String sql = ask(connection, query, parameters);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static @Nullable String ask(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
