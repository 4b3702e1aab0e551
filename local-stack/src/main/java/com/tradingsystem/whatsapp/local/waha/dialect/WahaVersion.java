package com.tradingsystem.whatsapp.local.waha.dialect;

/** Versions of WAHA to imitate; they differ in what they tell. */
public enum WahaVersion {
    /** The one whose webhooks were captured. */
    V2025_10_4("2025.10.4"),
    /** The newest that is documented. */
    V2026_7_1("2026.7.1");

    private final String text;

    WahaVersion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Group receipts are events of their own since 2025.12.2. */
    public boolean splitsGroupAcks() {
        return isAtLeast(V2026_7_1);
    }

    /** Places and cards are fields of their own since 2025.12; before, they are in the raw message only. */
    public boolean tellsPlacesAndCards() {
        return isAtLeast(V2026_7_1);
    }

    /** The platform, the worker, the account's device and the data of a session's status are told since 2026.1. */
    public boolean tellsPlatform() {
        return isAtLeast(V2026_7_1);
    }

    /** {@code ?x-api-key=} since 2026.4.3. */
    public boolean takesKeyInQuery() {
        return isAtLeast(V2026_7_1);
    }

    /** {@code sortOrder}, {@code merge} and {@code participants/v2} came between 2025.11 and 2026.3. */
    public boolean sortsMessages() {
        return isAtLeast(V2026_7_1);
    }

    private boolean isAtLeast(WahaVersion other) {
        return compareTo(other) >= 0;
    }
}
