package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one stretch of time.
 *
 * @param groupKey the chat, kind or sender they are counted for; null where all are
 * @param media those with a file
 */
@JsonNaming(SnakeCaseStrategy.class)
record MessageCount(Instant startsAt, @Nullable String groupKey, long messages, long sent, long received, long media) {}
