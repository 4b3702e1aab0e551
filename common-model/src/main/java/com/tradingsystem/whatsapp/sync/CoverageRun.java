package com.tradingsystem.whatsapp.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run over a chat's history, by the columns of {@code sync_coverage}. */
public record CoverageRun(
        String chatId,
        Instant startedAt,
        String syncType,
        @Nullable Instant askedFrom,
        Instant askedTo,
        @Nullable Instant reached,
        @Nullable Instant offeredOldest,
        @Nullable Instant offeredNewest,
        long offeredCount,
        long storedCount,
        long unreadableCount,
        int pages,
        @Nullable Instant finishedAt,
        String outcome,
        @Nullable String reason) {}
