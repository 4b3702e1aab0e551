package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.media.store.ObjectKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt to get a file ended. */
public sealed interface MediaOutcome {

    /**
     * The file is in the store.
     *
     * @param remark what was odd about it
     */
    record Stored(
            MediaFile file,
            @Nullable ObjectKey thumbnail,
            @Nullable MediaReason remark) implements MediaOutcome {}

    /** Something else was in the way; the file waits and keeps its attempts. */
    record Later(
            MediaReason reason, Duration delay, @Nullable String detail) implements MediaOutcome {}

    /**
     * The attempt failed.
     *
     * @param delay until the next one
     * @param last the state once no attempt is left
     * @param wahaError WAHA's own reason, as JSON
     */
    record Failed(
            MediaReason reason,
            Duration delay,
            MediaStatus last,
            @Nullable String detail,
            @Nullable String wahaError) implements MediaOutcome {}

    /** There will be no file, and no further attempt. */
    record Settled(
            MediaStatus status,
            MediaReason reason,
            @Nullable String detail) implements MediaOutcome {}
}
