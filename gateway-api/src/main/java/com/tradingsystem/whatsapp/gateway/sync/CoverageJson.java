package com.tradingsystem.whatsapp.gateway.sync;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.sync.CoverageRun;
import com.tradingsystem.whatsapp.sync.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a chat's history.
 *
 * @param offered time for which WAHA offered everything it has; {@code from} is null where there is no beginning
 * @param gaps time that was asked for and for which that cannot be said
 * @param runs the latest runs over the chat, and over all chats at once
 */
@JsonNaming(SnakeCaseStrategy.class)
record CoverageJson(
        String chatId, @Nullable ChatSyncJson sync, List<TimeRange> offered, List<TimeRange> gaps, List<RunJson> runs) {

    /** One run, by the columns of {@code sync_coverage}. */
    @JsonNaming(SnakeCaseStrategy.class)
    record RunJson(
            String chatId,
            Instant startedAt,
            String syncType,
            @Nullable Instant askedFrom,
            Instant askedTo,
            @Nullable Instant reached,
            @Nullable Instant offeredOldest,
            @Nullable Instant offeredNewest,
            String offeredCount,
            String storedCount,
            String unreadableCount,
            int pages,
            @Nullable Instant finishedAt,
            String outcome,
            @Nullable String reason) {

        static RunJson of(CoverageRun run) {
            return new RunJson(
                    run.chatId(),
                    run.startedAt(),
                    run.syncType(),
                    run.askedFrom(),
                    run.askedTo(),
                    run.reached(),
                    run.offeredOldest(),
                    run.offeredNewest(),
                    Long.toString(run.offeredCount()),
                    Long.toString(run.storedCount()),
                    Long.toString(run.unreadableCount()),
                    run.pages(),
                    run.finishedAt(),
                    run.outcome(),
                    run.reason());
        }
    }
}
