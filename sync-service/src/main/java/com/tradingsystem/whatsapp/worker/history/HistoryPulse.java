package com.tradingsystem.whatsapp.worker.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells whether the workers that pull history go round. */
public interface HistoryPulse {

    /** When one last looked for work or finished some; null before the first. */
    @Nullable
    Instant lastRound();
}
