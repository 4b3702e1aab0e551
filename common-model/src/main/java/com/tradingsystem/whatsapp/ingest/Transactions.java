package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.erasure.Erasures;
import com.tradingsystem.whatsapp.erasure.Erasures.Screened;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.SessionAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Runs transactions that hold the locks of their chats, over a {@link Pipeline}. */
final class Transactions {

    private Transactions() {}

    /** What is done inside one. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** What is done inside one that writes readings, but for what was erased of them. */
    @FunctionalInterface
    interface Writing<T> {
        T run(Connection connection, Screened screened) throws SQLException;
    }

    static <T> T run(DataSource dataSource, Collection<SessionAddress> chats, Timeouts timeouts, Work<T> work)
            throws SQLException {
        try (Connection pooled = dataSource.getConnection()) {
            pooled.setAutoCommit(false);
            Connection connection = Pipeline.over(pooled);
            try {
                ChatLocks.acquire(connection, chats, timeouts);
                Plans.custom(connection);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** Whoever writes readings does it here, with plans that are kept: nobody who was erased comes back by them. */
    static <T> T write(DataSource dataSource, List<Understood> readings, Timeouts timeouts, Writing<T> work)
            throws SQLException {
        return run(dataSource, ChatLocks.of(readings), timeouts, connection -> {
            Plans.generic(connection);
            boolean isAnybodyErased = Erasures.isAnybodyErased(connection);
            return work.run(
                    connection, isAnybodyErased ? Erasures.screen(connection, readings) : Screened.whole(readings));
        });
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
