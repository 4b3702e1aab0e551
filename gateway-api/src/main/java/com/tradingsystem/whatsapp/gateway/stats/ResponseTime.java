package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long waits took that began in one stretch of time.
 *
 * @param groupKey the chat; null where all are counted together
 * @param answeredBy {@code us} or {@code them}
 * @param medianSeconds null where no answer came
 */
@JsonNaming(SnakeCaseStrategy.class)
record ResponseTime(
        Instant startsAt,
        @Nullable String groupKey,
        String answeredBy,
        long waits,
        long unanswered,
        @Nullable Double medianSeconds,
        @Nullable Double p90Seconds) {}
