package com.tradingsystem.whatsapp.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The server under test: one somebody names, TimescaleDB's community edition in a container if they say {@value #CONTAINER},
 * or an embedded PostgreSQL that all tests of the JVM share. Thread-safe.
 */
final class TestServer {

    private static final String CONTAINER = "docker";
    // The image of the compose file.
    private static final DockerImageName COMMUNITY_EDITION =
            DockerImageName.parse("timescale/timescaledb:2.29.2-pg17").asCompatibleSubstituteFor("postgres");
    private static final int ATTEMPTS = 5;

    private static @Nullable EmbeddedPostgres embedded;
    private static @Nullable PostgreSQLContainer container;

    private TestServer() {}

    static boolean isEmbedded() {
        String url = System.getenv(TestDatabase.URL_VARIABLE);
        return url == null || url.isBlank();
    }

    /** A superuser's URL of a database, with its credentials. */
    static String urlOf(String database) {
        if (isEmbedded()) {
            return embedded().getJdbcUrl("postgres", database);
        }
        String url = System.getenv(TestDatabase.URL_VARIABLE);
        return (url.equals(CONTAINER) ? container() : url)
                .replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    /** The same by way of the pooler that {@value TestDatabase#POOLER_VARIABLE} names, as the services connect; without one, directly. */
    static String serviceUrlOf(String database) {
        String pooler = System.getenv(TestDatabase.POOLER_VARIABLE);
        String url = urlOf(database);
        return pooler == null || pooler.isBlank() ? url : url.replaceFirst("//[^/]+/", "//" + pooler + "/");
    }

    static void create(String database, @Nullable String template) {
        // Copying files is the fastest where nothing is synced to disk, and the slowest where a checkpoint has to be.
        String strategy = isEmbedded() ? " strategy file_copy" : "";
        execute("create database " + database + (template == null ? "" : " template " + template + strategy));
    }

    /** Also where somebody, such as a background worker of TimescaleDB, is still connected. */
    static void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    /** Keeps everybody out, so that the database can be copied at any time. */
    static void close(String database) {
        execute("alter database " + database + " allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
    }

    static void open(String database) {
        execute("alter database " + database + " allow_connections true");
    }

    // Workers of TimescaleDB connect when they like, so that creating or dropping may find the database in use for a
    // moment.
    private static void execute(String statement) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = DriverManager.getConnection(urlOf("postgres"));
                    Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("the server under test refused: " + statement, e);
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(200L * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server under test", e);
        }
    }

    // Testcontainers removes it when the JVM ends.
    private static synchronized String container() {
        if (container == null) {
            container = new PostgreSQLContainer(COMMUNITY_EDITION)
                    .withUsername("postgres")
                    .withCommand("postgres -c fsync=off -c max_connections=200 -c max_locks_per_transaction=512"
                            + " -c max_worker_processes=32 -c timescaledb.telemetry_level=off");
            container.start();
        }
        return container.getJdbcUrl() + "&user=postgres&password=" + container.getPassword();
    }

    private static synchronized EmbeddedPostgres embedded() {
        if (embedded == null) {
            try {
                embedded = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return embedded;
    }
}
