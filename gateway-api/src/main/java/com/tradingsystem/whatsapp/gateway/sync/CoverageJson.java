package com.tradingsystem.whatsapp.gateway.sync;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.sync.ChatSyncState;
import com.tradingsystem.whatsapp.sync.CoverageRun;
import com.tradingsystem.whatsapp.sync.TimeRange;
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
        String chatId,
        @Nullable ChatSyncState sync,
        List<TimeRange> offered,
        List<TimeRange> gaps,
        List<CoverageRun> runs) {}
