package com.tradingsystem.whatsapp.worker.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells whether the workers that pull history go round. */
public interface HistoryLiveness {

    /** When the least recently active worker last looked for work or finished a page; null before the first. */
    @Nullable
    Instant lastRound();
}
