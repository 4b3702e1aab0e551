package com.tradingsystem.whatsapp.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run over a chat's history, by the columns of {@code sync_coverage}, as it is answered: 64-bit numbers are text. */
@JsonNaming(SnakeCaseStrategy.class)
public record CoverageRun(
        String chatId,
        Instant startedAt,
        String syncType,
        @Nullable Instant askedFrom,
        Instant askedTo,
        @Nullable Instant reached,
        @Nullable Instant offeredOldest,
        @Nullable Instant offeredNewest,
        @JsonFormat(shape = Shape.STRING) long offeredCount,
        @JsonFormat(shape = Shape.STRING) long storedCount,
        @JsonFormat(shape = Shape.STRING) long unreadableCount,
        int pages,
        @Nullable Instant finishedAt,
        String outcome,
        @Nullable String reason) {}
