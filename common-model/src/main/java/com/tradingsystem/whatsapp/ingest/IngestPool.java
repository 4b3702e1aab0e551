package com.tradingsystem.whatsapp.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * The connections of the writers: few, and their own, so that a flood of queries cannot keep events from being stored; and
 * impatient, so that a database that is away is noticed at once.
 */
final class IngestPool {

    /** Blocked sessions, the flush of sessions' activity and the merging of LIDs. */
    private static final int BACKGROUND = 3;

    private IngestPool() {}

    /** A pool that leads to the same database as {@code main}. */
    static HikariDataSource like(HikariConfig main, IngestSettings settings) {
        HikariConfig config = new HikariConfig();
        main.copyStateTo(config);
        config.setPoolName("ingest");
        config.setMaximumPoolSize(settings.committers() + BACKGROUND);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.max(250, settings.connectionTimeout().toMillis() / 2));
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        long seconds = Math.max(1, settings.connectionTimeout().toSeconds());
        config.addDataSourceProperty("connectTimeout", Long.toString(seconds));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The server cancels what takes too long; this is for a server that says nothing at all any more.
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(settings.statementTimeout().toSeconds() + 10));
        return new HikariDataSource(config);
    }
}
