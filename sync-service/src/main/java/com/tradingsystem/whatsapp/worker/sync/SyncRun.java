package com.tradingsystem.whatsapp.worker.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pull of a chat's history, from its first page to its last, over as many claims as it takes.
 *
 * @param startedAt what identifies it among the runs of its chat
 * @param askedFrom the earliest time that is asked for; null for as far back as there is anything
 * @param walk where it stands, in the worker's own words; null at its beginning
 */
public record SyncRun(
        Instant startedAt,
        @Nullable Instant askedFrom,
        @Nullable String walk) {}
