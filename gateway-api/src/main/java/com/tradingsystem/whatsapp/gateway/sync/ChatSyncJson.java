package com.tradingsystem.whatsapp.gateway.sync;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.sync.ChatSyncState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the sync of a chat stands, by the columns of {@code sync_queue} and {@code sync_state}. */
@JsonNaming(SnakeCaseStrategy.class)
record ChatSyncJson(
        String chatId,
        @Nullable String chatName,
        String syncStatus,
        String syncType,
        boolean syncEnabled,
        String totalMessagesCount,
        String syncedMessagesCount,
        @Nullable Instant cursorTimestamp,
        @Nullable Instant oldestMessageTimestamp,
        @Nullable Instant newestMessageTimestamp,
        @Nullable Instant lastSuccessfulSyncAt,
        @Nullable Instant nextSyncScheduledAt,
        int retryCount,
        @Nullable String syncError) {

    static ChatSyncJson of(ChatSyncState chat) {
        return new ChatSyncJson(
                chat.chatId(),
                chat.chatName(),
                chat.syncStatus(),
                chat.syncType(),
                chat.syncEnabled(),
                Long.toString(chat.totalMessagesCount()),
                Long.toString(chat.syncedMessagesCount()),
                chat.cursorTimestamp(),
                chat.oldestMessageTimestamp(),
                chat.newestMessageTimestamp(),
                chat.lastSuccessfulSyncAt(),
                chat.nextSyncScheduledAt(),
                chat.retryCount(),
                chat.syncError());
    }
}
