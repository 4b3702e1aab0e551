package com.tradingsystem.whatsapp.bench.server;

import com.tradingsystem.whatsapp.bench.setting.Home;

/** An empty database to measure on, which is gone after {@link #close()}. */
public interface BenchDatabase extends AutoCloseable {

    /** Names a superuser's JDBC URL of a server on which a database is to be made; without it one is started. */
    String URL_VARIABLE = "WHATSAPP_BENCH_DB_URL";

    /** How it is reached, by the owner of the database. */
    Address address();

    @Override
    void close();

    /** The server that {@value #URL_VARIABLE} names, or one of its own. */
    static BenchDatabase start(Home home) {
        String url = System.getenv(URL_VARIABLE);
        return InterruptibleDatabase.of(
                url == null || url.isBlank() ? EmbeddedDatabase.start(home) : GivenDatabase.on(url));
    }
}
