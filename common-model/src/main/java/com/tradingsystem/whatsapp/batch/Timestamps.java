package com.tradingsystem.whatsapp.batch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Times on their way to and from the database, which keeps microseconds. */
public final class Timestamps {

    private Timestamps() {}

    /** The time as the database will keep it. */
    public static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** The different times as an array parameter: what lets the server see which chunks a statement touches. */
    public static Array array(Connection connection, Collection<Instant> times) throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                times.stream().distinct().sorted().map(Timestamps::text).toArray(String[]::new));
    }

    static @Nullable Instant keptOrNull(@Nullable Instant time) {
        return time == null ? null : kept(time);
    }

    static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : kept(time).toString();
    }
}
