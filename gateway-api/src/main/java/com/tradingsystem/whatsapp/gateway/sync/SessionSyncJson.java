package com.tradingsystem.whatsapp.gateway.sync;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.sync.ChatSyncState;
import com.tradingsystem.whatsapp.sync.SessionSync;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the sync of a session stands. Counts of messages are text, like all 64-bit numbers. */
@JsonNaming(SnakeCaseStrategy.class)
record SessionSyncJson(
        String sessionName,
        @Nullable String wahaStatus,
        @Nullable Instant workingSince,
        @Nullable Instant silentSince,
        @Nullable Instant lastLookAt,
        @Nullable Instant nextLookAt,
        @Nullable String lookError,
        @Nullable String reconcileReason,
        @Nullable Instant reconciledAt,
        @Nullable Instant pausedUntil,
        @Nullable String pauseReason,
        @Nullable Instant directoryDueAt,
        @Nullable String directoryError,
        long chats,
        long syncedChats,
        long dueChats,
        long runningChats,
        long failingChats,
        long givenUpChats,
        String offeredMessages,
        String storedMessages,
        long gaps,
        @Nullable Instant oldestDueAt,
        List<ChatSyncJson> queue) {

    static SessionSyncJson of(SessionSync session, List<ChatSyncState> queue) {
        return new SessionSyncJson(
                session.sessionName(),
                session.wahaStatus(),
                session.workingSince(),
                session.silentSince(),
                session.lastLookAt(),
                session.nextLookAt(),
                session.lookError(),
                session.reconcileReason(),
                session.reconciledAt(),
                session.pausedUntil(),
                session.pauseReason(),
                session.directoryDueAt(),
                session.directoryError(),
                session.chats(),
                session.syncedChats(),
                session.due(),
                session.running(),
                session.failing(),
                session.givenUp(),
                Long.toString(session.offered()),
                Long.toString(session.stored()),
                session.gaps(),
                session.oldestDue(),
                queue.stream().map(ChatSyncJson::of).toList());
    }
}
