package com.tradingsystem.whatsapp.worker.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells whether WAHA answers. */
public interface WahaLiveness {

    /** When it last told its sessions; null before it first did. */
    @Nullable
    Instant lastAnswer();

    /** Why it did not when last asked; null if it did. */
    @Nullable
    String trouble();
}
