package com.tradingsystem.whatsapp.event;

import org.jspecify.annotations.Nullable;

/** How far a message got, on WAHA's scale. {@link #ERROR} is a flag beside the scale, not its lowest rank. */
public enum Ack {
    ERROR(-1, "error"),
    PENDING(0, "pending"),
    SERVER(1, "server"),
    DEVICE(2, "delivered"),
    READ(3, "read"),
    PLAYED(4, "played");

    private final int level;
    private final String status;

    Ack(int level, String status) {
        this.level = level;
        this.status = status;
    }

    /** WAHA's number, -1 to 4. */
    public int level() {
        return level;
    }

    /** The word the REST interface and the tables use. */
    public String status() {
        return status;
    }

    /** The ack with this number; null for a number that is not on the scale. */
    public static @Nullable Ack ofLevel(int level) {
        return level >= -1 && level <= 4 ? values()[level + 1] : null;
    }
}
