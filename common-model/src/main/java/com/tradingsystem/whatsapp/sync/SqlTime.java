package com.tradingsystem.whatsapp.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Points in time and durations, as SQL takes them. */
final class SqlTime {

    private SqlTime() {}

    static @Nullable OffsetDateTime of(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** What {@code make_interval} makes a duration of. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
