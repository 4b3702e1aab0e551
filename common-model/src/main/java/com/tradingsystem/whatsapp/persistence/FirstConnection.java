package com.tradingsystem.whatsapp.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The service's own first connection, made before Hibernate makes one, which keeps to itself why it could not. Flyway's does not count: it
 * comes in as the schema's owner, or not at all.
 */
final class FirstConnection {

    /** @throws SQLException with the reason, where the database does not let the service in */
    FirstConnection(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // A lazy connection is one only when it is asked something.
            connection.getMetaData();
        }
    }
}
