package com.tradingsystem.whatsapp.bench.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How a database is reached.
 *
 * @param name the database's name
 */
public record Address(String host, int port, String name, String user, String password) {

    /** Opens a connection. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "bench");
        // What is prepared here is to be so from its first use.
        properties.setProperty("prepareThreshold", "1");
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + name, properties);
    }

    Address withName(String other) {
        return new Address(host, port, other, user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
