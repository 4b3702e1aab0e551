package com.tradingsystem.whatsapp.ingest;

import java.time.Duration;

/** Nothing was promised: the queue is full, the database is away or the service is stopping. The sender should come again. */
public final class IngestUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter how long the sender should wait, at least a second */
    public IngestUnavailable(String reason, Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    /** How long the sender should wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
