package com.tradingsystem.whatsapp.ingest.queue;

import java.util.Locale;

/** Why an event is not taken. */
public enum Refusal {
    FULL("too many events are waiting to be stored"),
    DATABASE("the database does not answer"),
    BLOCKED("the session is being changed by somebody else"),
    STOPPING("the service is stopping"),
    TIMEOUT("the event was not stored in time");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    /** In words, for the sender. */
    public String reason() {
        return reason;
    }

    /** The value of a metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
