package com.tradingsystem.whatsapp.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the sync of a session stands, as it is answered. Counts of messages are text there, like all 64-bit numbers.
 *
 * @param wahaStatus WAHA's word for its state when last asked; null if WAHA was never asked about it
 * @param silentSince since when WAHA has messages no event tells of; null while all is well
 * @param reconcileReason why more is being compared than what obviously moved; null if it is not
 * @param due chats that wait for a worker
 * @param givenUp chats that failed so often that only a request brings them back
 * @param offered messages WAHA offered in the running or last sync of each chat
 * @param stored how many of these are stored
 * @param gaps stretches of time of which WAHA may have messages the archive does not have
 * @param oldestDue since when the longest waiting chat is due; null if none is
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SessionSync(
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
        @JsonProperty("due_chats") long due,
        @JsonProperty("running_chats") long running,
        @JsonProperty("failing_chats") long failing,
        @JsonProperty("given_up_chats") long givenUp,

        @JsonProperty("offered_messages") @JsonFormat(shape = Shape.STRING)
        long offered,

        @JsonProperty("stored_messages") @JsonFormat(shape = Shape.STRING)
        long stored,

        long gaps,
        @JsonProperty("oldest_due_at") @Nullable Instant oldestDue) {

    /** A session the sync does not know. */
    public static SessionSync unknown(SessionName session) {
        return new SessionSync(
                session.value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null);
    }
}
