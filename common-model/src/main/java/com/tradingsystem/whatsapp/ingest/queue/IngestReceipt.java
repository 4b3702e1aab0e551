package com.tradingsystem.whatsapp.ingest.queue;

import java.util.Locale;

/** What became of a delivery that is now on disk. */
public enum IngestReceipt {
    /** Merged into the archive. */
    STORED,
    /** Kept verbatim; nothing in it that this version can read. */
    UNRECOGNISED,
    /** Kept verbatim; it could not be merged, the reason is beside it. */
    QUARANTINED;

    /** The word in the column {@code outcome}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
