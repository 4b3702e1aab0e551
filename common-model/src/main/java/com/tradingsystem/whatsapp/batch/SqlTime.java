package com.tradingsystem.whatsapp.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as the driver takes and gives them for {@code timestamptz}: exact to the microsecond, whatever the server's zone. */
public final class SqlTime {

    private SqlTime() {}

    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    /** What {@code make_interval(secs => …)} makes a duration of; exact to the millisecond. */
    public static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The time in a column that is never null. */
    public static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The time in a column, or null. */
    public static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
