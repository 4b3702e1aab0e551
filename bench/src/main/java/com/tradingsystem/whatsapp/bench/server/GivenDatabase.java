package com.tradingsystem.whatsapp.bench.server;

import com.tradingsystem.whatsapp.bench.setting.BadSetting;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A database of its own on a server that somebody named. */
record GivenDatabase(Address address, Address server) implements BenchDatabase {

    private static final String NAME = "whatsapp_bench";
    private static final String JDBC = "jdbc:";

    static GivenDatabase on(String url) {
        Address server = parse(url);
        execute(server, "drop database if exists " + NAME + " with (force)");
        execute(server, "create database " + NAME);
        return new GivenDatabase(server.withName(NAME), server);
    }

    /** Reads {@code jdbc:postgresql://host:port/database?user=…&password=…}. */
    static Address parse(String url) {
        URI uri = URI.create(url.startsWith(JDBC) ? url.substring(JDBC.length()) : url);
        if (uri.getHost() == null || uri.getQuery() == null || uri.getPath().length() < 2) {
            throw new BadSetting(
                    URL_VARIABLE + " is not of the form jdbc:postgresql://host:port/postgres?user=…&password=…");
        }
        Map<String, String> parameters = Stream.of(uri.getQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Address(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                uri.getPath().substring(1),
                parameters.getOrDefault("user", "postgres"),
                parameters.getOrDefault("password", ""));
    }

    @Override
    public void close() {
        execute(server, "drop database if exists " + NAME + " with (force)");
    }

    private static void execute(Address server, String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BadSetting("the server of " + URL_VARIABLE + " refuses \"" + sql + "\": " + e.getMessage(), e);
        }
    }
}
