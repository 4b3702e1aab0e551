package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat that one worker has for a while.
 *
 * @param chat its address, or {@code all} for the messages of all chats at once
 * @param type {@code full}, {@code incremental} or {@code manual}
 * @param owner who has it, different for every claim
 * @param retries how often it failed in a row
 * @param lookbackDays how far an incremental sync looks back; null for the configured default
 * @param head the time of the newest message WAHA is known to have; null if unknown
 * @param isAsked whether this sync was requested, rather than due by time
 * @param deepens whether WAHA is only to be asked for older messages than it had before
 * @param deepenRound how often that was done
 * @param oldest the oldest message that came by history; null if none did
 * @param run the run that an earlier claim left unfinished; null if there is none
 */
public record SyncClaim(
        SessionName session,
        String chat,
        String type,
        String owner,
        int retries,
        @Nullable Integer lookbackDays,
        @Nullable Instant head,
        boolean isAsked,
        boolean deepens,
        int deepenRound,
        @Nullable Instant oldest,
        @Nullable SyncRun run) {

    private static final String STORIES = "status@broadcast";

    /** Whether the chat is that of all stories, which come and go within a day. */
    public boolean isOfStories() {
        return chat.equals(STORIES);
    }
}
