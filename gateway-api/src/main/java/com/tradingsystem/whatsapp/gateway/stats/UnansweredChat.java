package com.tradingsystem.whatsapp.gateway.stats;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for an answer. */
@JsonNaming(SnakeCaseStrategy.class)
record UnansweredChat(
        String chatId, @Nullable String name, Instant waitingSince, Instant lastMessageAt, long messages) {}
