package com.tradingsystem.whatsapp.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the sync of one chat stands, by the columns of {@code sync_state} and {@code sync_queue}. */
public record ChatSyncState(
        String chatId,
        @Nullable String chatName,
        String syncStatus,
        String syncType,
        boolean syncEnabled,
        long totalMessagesCount,
        long syncedMessagesCount,
        @Nullable Instant cursorTimestamp,
        @Nullable Instant oldestMessageTimestamp,
        @Nullable Instant newestMessageTimestamp,
        @Nullable Instant lastSuccessfulSyncAt,
        @Nullable Instant nextSyncScheduledAt,
        int retryCount,
        @Nullable String syncError) {}
