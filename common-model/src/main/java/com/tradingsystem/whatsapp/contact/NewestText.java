package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A text, and when it was so. */
record NewestText(String text, Instant at) {

    NewestText {
        at = Timestamps.kept(at);
    }

    static @Nullable NewestText of(@Nullable String text, Instant at) {
        return text == null ? null : new NewestText(text, at);
    }
}
