package com.tradingsystem.whatsapp.media;

import java.util.Locale;

/** How far a file got. */
public enum MediaStatus {
    /** Waits for a worker. */
    PENDING,
    /** A worker has it. */
    DOWNLOADING,
    /** It is in the object store. */
    COMPLETED,
    /** It was not wanted: too big, or by rule. */
    SKIPPED,
    /** WhatsApp does not have it any more. */
    EXPIRED,
    /** The message or its file is not there any more. */
    GONE,
    /** Its address is not one that is fetched. */
    BLOCKED,
    /** An attempt failed; as long as attempts are left there will be another. */
    FAILED;

    /** The word in column {@code download_status}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
