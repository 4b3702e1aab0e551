package com.tradingsystem.whatsapp.sync;

/** How a run ended. */
public enum SyncOutcome {
    /** Everything that was asked for was offered. */
    COMPLETE("complete"),
    /** WAHA has nothing older. */
    EXHAUSTED("exhausted"),
    /** What is older than what was reached could not be had, and trying again is no use now. */
    INTERRUPTED("interrupted");

    private final String code;

    SyncOutcome(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
