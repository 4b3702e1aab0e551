package com.tradingsystem.whatsapp.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the archive knows of a chat's history.
 *
 * @param horizon what is older is not kept; null if everything is
 * @param floor everything WAHA has was offered up to the messages of this time; what is newer may have gaps. Null if nothing was
 *     ever offered
 * @param newest the newest message of the chat that the archive has, however it came; null if it has none
 * @param hasMoved whether messages came since that WAHA was not asked about
 * @param settles whether WAHA may still be receiving the session's history
 * @param now the database's time
 */
public record SyncedRange(
        @Nullable Instant horizon,
        @Nullable Instant floor,
        @Nullable Instant newest,
        boolean hasMoved,
        boolean settles,
        Instant now) {}
