package com.tradingsystem.whatsapp.worker.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages that were written late show in the hourly statistics. The database does that by itself, but only within the quarter of
 * an hour, so a failure is no more than a delay. Safe for use by many threads.
 */
final class StatisticsRefresh {

    private static final Logger log = LoggerFactory.getLogger(StatisticsRefresh.class);

    private final DataSource dataSource;

    StatisticsRefresh(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The range of time in which messages were written. Used by one thread. */
    static final class Written {

        private @Nullable Instant from;
        private @Nullable Instant to;

        void add(@Nullable Instant oldest, @Nullable Instant newest) {
            if (oldest != null && (from == null || oldest.isBefore(from))) {
                from = oldest;
            }
            if (newest != null && (to == null || newest.isAfter(to))) {
                to = newest;
            }
        }
    }

    /** Refreshes them for a range; a procedure that commits by itself, so it must not run inside a transaction. */
    void refresh(Written written) {
        Instant from = written.from;
        Instant to = written.to;
        if (from == null || to == null) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement call =
                        connection.prepareStatement("call whatsapp_gateway.refresh_hourly_stats(?, ?)")) {
            call.setObject(1, from.atOffset(ZoneOffset.UTC));
            call.setObject(2, to.atOffset(ZoneOffset.UTC));
            call.execute();
        } catch (SQLException e) {
            log.warn("The hourly statistics of pulled history come later: {}", e.getSQLState());
        }
    }
}
