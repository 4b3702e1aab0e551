package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import javax.sql.DataSource;

/** Runs transactions that hold the locks of their sessions. */
final class Transactions {

    private Transactions() {}

    /** What is done inside one. */
    @FunctionalInterface
    interface Work<T> {
        T run(Pipeline pipeline) throws SQLException;
    }

    static <T> T run(DataSource dataSource, Collection<SessionName> sessions, Duration statementTimeout, Work<T> work)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Pipeline pipeline = new Pipeline(connection);
                SessionLocks.acquire(pipeline, sessions, statementTimeout);
                T result = work.run(pipeline);
                pipeline.flush();
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
