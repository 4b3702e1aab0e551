package com.tradingsystem.whatsapp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A migrated database of its own for one test class, on the server under test.
 *
 * <p>The server is the one whose superuser's JDBC URL is in {@value #URL_VARIABLE}, or an embedded PostgreSQL that all
 * tests of the JVM share.
 */
public final class TestDatabase implements AutoCloseable {

    /** The environment variable that says which server the suite uses. */
    public static final String URL_VARIABLE = "WHATSAPP_TEST_DB_URL";

    private static @Nullable EmbeddedPostgres embedded;

    private final String name;
    private final String jdbcUrl;
    private final HikariDataSource dataSource;

    private TestDatabase(String name, int connections) {
        this.name = name;
        this.jdbcUrl = urlOf(name);
        this.dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(jdbcUrl);
        dataSource.setMaximumPoolSize(connections);
        dataSource.setMinimumIdle(0);
    }

    /** A fresh database with the newest schema. */
    public static TestDatabase create() {
        TestDatabase database = createEmpty();
        Flyway.configure()
                .dataSource(database.jdbcUrl, null, null)
                .schemas("whatsapp_gateway")
                .load()
                .migrate();
        return database;
    }

    /** A fresh database without the schema. */
    public static TestDatabase createEmpty() {
        String name = "wg_test_" + UUID.randomUUID().toString().replace("-", "");
        onServer("create database " + name);
        return new TestDatabase(name, 10);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    /** A JDBC URL that carries the credentials. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Points a Spring test at this database. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> jdbcUrl);
        registry.add("spring.datasource.username", () -> "");
        registry.add("spring.datasource.password", () -> "");
    }

    @Override
    public void close() {
        dataSource.close();
        onServer("drop database if exists " + name + " with (force)");
    }

    private static void onServer(String statement) {
        try (Connection connection = DriverManager.getConnection(urlOf(null))) {
            connection.createStatement().execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the server under test refused: " + statement, e);
        }
    }

    private static String urlOf(@Nullable String database) {
        String url = System.getenv(URL_VARIABLE);
        if (url == null || url.isBlank()) {
            return embedded().getJdbcUrl("postgres", database == null ? "postgres" : database);
        }
        return database == null ? url : url.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
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
