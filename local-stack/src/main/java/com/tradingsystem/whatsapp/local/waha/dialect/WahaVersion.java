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

    /**
     * Whether it is of 2026. Those tell places and cards as fields of their own, the platform, the worker and the account's device, split
     * group receipts from others, sort and merge messages, know {@code participants/v2}, and take {@code ?x-api-key=}.
     */
    public boolean isRecent() {
        return this == V2026_7_1;
    }
}
