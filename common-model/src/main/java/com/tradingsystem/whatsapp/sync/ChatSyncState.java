package com.tradingsystem.whatsapp.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the sync of one chat stands, by the columns of {@code sync_state} and {@code sync_queue}, as it is answered: 64-bit numbers are
 * text.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ChatSyncState(
        String chatId,
        @Nullable String chatName,
        String syncStatus,
        String syncType,
        boolean syncEnabled,
        @JsonFormat(shape = Shape.STRING) long totalMessagesCount,
        @JsonFormat(shape = Shape.STRING) long syncedMessagesCount,
        @Nullable Instant cursorTimestamp,
        @Nullable Instant oldestMessageTimestamp,
        @Nullable Instant newestMessageTimestamp,
        @Nullable Instant lastSuccessfulSyncAt,
        @Nullable Instant nextSyncScheduledAt,
        int retryCount,
        @Nullable String syncError) {}
