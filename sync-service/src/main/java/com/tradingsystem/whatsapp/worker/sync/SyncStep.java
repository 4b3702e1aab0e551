package com.tradingsystem.whatsapp.worker.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one page did to a run.
 *
 * @param walk where the run stands now
 * @param cursor everything of the run down to this time is stored; null where that cannot be said
 * @param reached everything WAHA has from this time on was offered; null where that cannot be said yet
 * @param offered messages that were offered and not counted before
 * @param recount whether what was counted before is void
 * @param oldest the oldest message of the page; null if there was none
 * @param newest the newest message of the page; null if there was none
 * @param unreadable messages of the page that could not be read or stored
 * @param inserted messages of the page that the archive did not have
 */
public record SyncStep(
        String walk,
        @Nullable Instant cursor,
        @Nullable Instant reached,
        int offered,
        boolean recount,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        int unreadable,
        int inserted) {

    /** The same, with what became of the messages when they were written. */
    public SyncStep written(int newToTheArchive, int rejected) {
        return new SyncStep(
                walk, cursor, reached, offered, recount, oldest, newest, unreadable + rejected, newToTheArchive);
    }
}
