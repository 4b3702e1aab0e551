package com.tradingsystem.whatsapp.persistence;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database server can do. The schema and its function names are the same on all. */
public enum Tier {

    /** TimescaleDB with its community features: hypertables, continuous aggregates, background jobs. */
    COMMUNITY,

    /** TimescaleDB under the Apache licence alone: hypertables. */
    APACHE,

    /** PostgreSQL without TimescaleDB, or with TimescaleDB installed but not preloaded. */
    PLAIN;

    /** Asks the migrated database itself. */
    static Tier of(JdbcClient jdbc) {
        String name =
                jdbc.sql("select whatsapp_gateway.tier()").query(String.class).single();
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
