package com.tradingsystem.whatsapp.event;

/** How a fact reached the archive. An earlier constant knows better than a later one. */
public enum Provenance {
    /** WAHA told it as it happened. */
    WEBHOOK("webhook"),
    /** Read from WAHA's own store afterwards, which forgets edits, deletions and sometimes times. */
    HISTORY("sync_service");

    private final String source;

    Provenance(String source) {
        this.source = source;
    }

    /** The value of the column {@code sync_source}. */
    public String source() {
        return source;
    }
}
